"""The verbs of `celyactl mail`, one file a family."""
