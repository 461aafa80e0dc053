"""Mail to clients and to the team: who gets it, what it says, when it is queued, how it is handed over."""
