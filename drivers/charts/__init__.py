"""Charts: plots drawn by matplotlib, as SVG for the screen and straight onto papers; imported when needed."""
