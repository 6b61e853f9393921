"""The books: figures, exports, closures and what the law asks."""
