"""The other clone: its address, git's transports, what they refuse. Nothing here writes to branches of this one."""
