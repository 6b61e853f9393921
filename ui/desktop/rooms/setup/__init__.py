"""The set-up of a new shop."""
