"""What the pages about agreements show: one module a page, in a fixed number of queries."""
