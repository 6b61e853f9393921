"""Files that the shop uploads to its bank."""
