"""The verbs of `celyactl ticket`, one file a family."""
