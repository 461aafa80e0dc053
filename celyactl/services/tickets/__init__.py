"""What is done to a ticket and told of it: opened, worked on, handed over, related, finished."""
