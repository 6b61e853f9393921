"""Archives of the books: one signed ZIP per period, and the program that verifies it on its own."""
