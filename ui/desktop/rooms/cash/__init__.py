"""The drawer: in and out, the figures so far, the end of the day."""
