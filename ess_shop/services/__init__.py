"""What people do in the shop, as verbs of the trade."""
