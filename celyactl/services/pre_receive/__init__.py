"""What a server asks of a push before it takes it, as git's pre-receive hook: everything is judged, all is told."""
