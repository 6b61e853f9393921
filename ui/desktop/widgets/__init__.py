"""The parts that all rooms are made of: one look, one way to press, type and count."""
