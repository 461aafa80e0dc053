"""The verbs of `celyactl contract`, one file a family."""
