"""The beginning of a day: what is in the drawers."""
