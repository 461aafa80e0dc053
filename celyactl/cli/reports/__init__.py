"""The verbs of `celyactl report`."""
