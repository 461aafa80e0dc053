"""celyactl: the service desk of a company that maintains telephone systems; tickets and contracts are files in git."""

__version__ = "0.1.0"
