"""What a period of a contract amounts to: counts over folded journals. Days are local, seconds are covered time."""
