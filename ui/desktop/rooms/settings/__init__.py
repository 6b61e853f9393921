"""What a manager arranges."""
