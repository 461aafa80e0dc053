"""How the index spells a path: git takes any bytes for a name, SQLite only text."""

from __future__ import annotations


def spelt(path: str) -> str:
    r"""The path, with `\xe9` for each byte that is no UTF-8; only what is no file of a desk is ever called so."""
    return path if path.isascii() else path.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
