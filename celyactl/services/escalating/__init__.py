"""Escalation as acts: the run of each minute, the service that may make it, calls and their answers."""
