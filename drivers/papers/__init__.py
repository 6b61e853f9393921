"""Papers for people: statements and lists."""
