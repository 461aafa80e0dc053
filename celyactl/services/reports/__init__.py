"""The annual report: gathered, approved, made for all contracts, proved."""
