"""What the monitoring tells: its notifications read, and each incident made one ticket."""
