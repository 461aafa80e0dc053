"""The composition root: opens a desk and builds the rest lazily."""
