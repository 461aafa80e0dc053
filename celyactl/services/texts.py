"""Texts that people give with an act: one that says nothing is refused, by the name of its option."""

from __future__ import annotations

from celyactl.errors.ticket import EmptyText


def perhaps_said(words: str | None, name: str = "TEXT") -> str | None:
    """Words that say something, or none at all; raises EmptyText."""
    return None if words is None else said(words, name)


def said(words: str, name: str = "TEXT") -> str:
    """Words that say something; raises EmptyText."""
    if not words.strip():
        raise EmptyText(name)
    return words
