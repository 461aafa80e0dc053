"""Planned operations: told on their tickets, and listed."""
