"""What people touch, and the one place that puts the parts together."""
