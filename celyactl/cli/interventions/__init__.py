"""The verbs of `celyactl intervention`, one file a family."""
