"""Papers of the till laid out for receipt printers, as bytes of ESC/POS."""
