"""Labels for goods: on sheets, on a label printer, on the receipt printer."""
