"""The customer display: a second window that the shop turns to its customers."""
