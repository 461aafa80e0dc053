"""Preventive visits: what is promised and falls due, the tickets of visits, what they found."""
