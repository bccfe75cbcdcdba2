"""What people keep of their searching."""
