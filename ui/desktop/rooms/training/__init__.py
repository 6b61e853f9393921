"""Practice books and the guided tour."""
