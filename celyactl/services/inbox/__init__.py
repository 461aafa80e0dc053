"""Messages from clients: where each belongs, and the one act that takes it in."""
