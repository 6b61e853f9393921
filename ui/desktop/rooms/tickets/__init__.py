"""What was sold: find a ticket, see it, print it again, take back from it."""
