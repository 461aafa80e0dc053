"""Contracts: taken on, amended, renewed, revised, ended; prepaid packs, billing, letters, takeover."""
