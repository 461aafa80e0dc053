"""What the sample desk tells: the company, five clients, and what happened to their telephones in 2025 and 2026."""
