"""Where the books are kept: SQLite by default, PostgreSQL with the same schema."""
