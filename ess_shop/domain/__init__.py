"""Values and pure functions of the trade."""
