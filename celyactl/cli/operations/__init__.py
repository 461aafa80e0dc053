"""The verbs of `celyactl operation`, one file a family."""
