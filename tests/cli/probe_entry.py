"""The file that the table of the probe names."""

from probe import probe as app

__all__ = ["app"]
