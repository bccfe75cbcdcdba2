"""What people do with agreements: one action a use case, each with its check, lock, change and log."""
