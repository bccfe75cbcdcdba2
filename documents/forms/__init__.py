"""What the pages about agreements ask, and how the answers become what the actions take."""
