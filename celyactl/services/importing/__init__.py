"""Bringing in what another system knows: a table of old tickets, its words and dates understood, judged whole."""
