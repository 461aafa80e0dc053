"""Interventions: planned, moved, done, listed, and their sheet."""
