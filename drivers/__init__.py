"""What the shop is wired to: papers and bank files, later printers and terminals."""
