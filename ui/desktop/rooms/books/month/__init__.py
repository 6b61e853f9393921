"""The month's end as a guided path: one step at a time."""
