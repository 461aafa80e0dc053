"""The people and machines of the desk: who joins and leaves, their keys, who is on call."""
