"""The audit: proves that the history only grew, and that each act is its author's; each rule has a file of its own."""
