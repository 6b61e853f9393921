"""A member's own room in the shop."""
