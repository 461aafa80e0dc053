"""The verbs of `celyactl preventive`, one file a family."""
