"""What is in a PDF: its words, its structure, what is attached."""

from __future__ import annotations

import json

import pikepdf
import pypdfium2


def words_of(path) -> str:
    """The text of all pages in one line, each space an ordinary one."""
    return " ".join(pages_of(path))


def pages_of(path) -> list[str]:
    """The text of each page in one line."""
    document = pypdfium2.PdfDocument(path)
    return [" ".join(page.get_textpage().get_text_range().split()) for page in document]


def lines_of(path) -> list[str]:
    """The lines of all pages, as they are set."""
    document = pypdfium2.PdfDocument(path)
    return [line for page in document for line in page.get_textpage().get_text_range().splitlines()]


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


def elements(path, role) -> list[dict[str, str]]:
    """The attributes that the elements of a role have, in order: `Alt`, `Scope`, what a reader is told of them."""
    with pikepdf.open(path) as document:
        return list(_elements(document.Root.StructTreeRoot, role))


def _elements(node, role):
    if isinstance(node, pikepdf.Array):
        for child in node:
            yield from _elements(child, role)
    elif isinstance(node, pikepdf.Dictionary):
        if str(node.get("/S", "")) == role:
            given = node.get("/A", pikepdf.Dictionary())
            sheets = [*given] if isinstance(given, pikepdf.Array) else [given]
            yield {
                name: str(one[f"/{name}"]) for one in (*sheets, node) for name in ("Alt", "Scope") if f"/{name}" in one
            }
        yield from _elements(node.get("/K", pikepdf.Array()), role)


def tables(path) -> list[list[list[str]]]:
    """Each table as rows of the roles of their cells."""
    with pikepdf.open(path) as document:
        return [list(_rows(table)) for table in _of_role(document.Root.StructTreeRoot, "/Table")]


def _rows(table):
    for row in _of_role(table, "/TR"):
        yield [str(cell.S) for cell in _children(row) if isinstance(cell, pikepdf.Dictionary) and "/S" in cell]


def _children(node):
    inner = node.get("/K", pikepdf.Array())
    return list(inner) if isinstance(inner, pikepdf.Array) else [inner]


def _of_role(node, role):
    for child in _children(node):
        if isinstance(child, pikepdf.Dictionary):
            if str(child.get("/S", "")) == role:
                yield child
            yield from _of_role(child, role)


def untagged(path) -> list[str]:
    """What is painted on some page without being content of the structure, or marked as none of it."""
    with pikepdf.open(path) as document:
        return [said for page in document.pages for said in _untagged(page)]


def _untagged(page):
    marks = []
    for operands, operator in pikepdf.parse_content_stream(page):
        name = str(operator)
        if name in {"BDC", "BMC"}:
            marks.append(str(operands[0]) == "/Artifact" or (name == "BDC" and "/MCID" in operands[1]))
        elif name == "EMC":
            marks.pop()
        elif name in {"Tj", "TJ", "Do", "f", "f*", "S", "B", "sh"} and not any(marks):
            yield name


def fonts(document):
    """Every font of every page and of every drawing on it, with whether its shapes are inside."""
    for page in document.pages:
        yield from _fonts(page.resources)


def _fonts(resources):
    for drawing in resources.get("/XObject", {}).values():
        yield from _fonts(drawing.get("/Resources", pikepdf.Dictionary()))
    for name, font in resources.get("/Font", {}).items():
        inner = font.DescendantFonts[0] if "/DescendantFonts" in font else font
        about = inner.FontDescriptor
        yield (
            str(name),
            any(f"/{key}" in about for key in ("FontFile", "FontFile2", "FontFile3")),
            "/ToUnicode" in font,
        )
