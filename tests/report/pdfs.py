"""What is in a PDF: its words, its structure, what is attached."""

from __future__ import annotations

import json

import pikepdf
import pypdfium2


def words_of(path) -> str:
    """The text of all pages in one line, each space an ordinary one."""
    document = pypdfium2.PdfDocument(path)
    return " ".join(" ".join(page.get_textpage().get_text_range().split()) for page in document)


def attached(path):
    """The JSON inside."""
    with pikepdf.open(path) as document:
        return json.loads(document.attachments["report.json"].get_file().read_bytes())


def roles(path) -> list[str]:
    """The structure, as the names of its elements in order: what those who do not see the page are told."""
    with pikepdf.open(path) as document:
        return list(_roles(document.Root.StructTreeRoot))


def _roles(node):
    if isinstance(node, pikepdf.Array):
        for child in node:
            yield from _roles(child)
    elif isinstance(node, pikepdf.Dictionary):
        if "/S" in node:
            yield str(node.S)
        yield from _roles(node.get("/K", pikepdf.Array()))
