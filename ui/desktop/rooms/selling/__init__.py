"""The sale: the basket on the left, beside it the panel that the moment needs."""
