"""The verbs of `celyactl component`."""
