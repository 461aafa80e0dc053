"""Two versions of one file made into one: journals by union, tickets by fold, everything else field by field."""
