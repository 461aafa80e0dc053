"""Escalation: who is told of what, and when; pure. docs/escalation.md tells it to people."""
