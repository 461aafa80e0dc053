"""The verbs of `celyactl client`, one file a family."""
