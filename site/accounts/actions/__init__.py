"""What changes in accounts."""
