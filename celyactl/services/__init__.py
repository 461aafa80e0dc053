"""Use cases: one function is one act and makes at most one commit."""
