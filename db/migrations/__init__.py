"""Steps that bring older books up to date."""
