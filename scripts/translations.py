"""The catalogues: message ids out of the code and the templates, into each `.po`.

In `celyactl/cli` the docstrings of commands and the `help=` and `metavar=` of their parameters are message ids too.
`python scripts/translations.py` updates each `.po`, `hatch_build.py` compiles it; `--check` lists what is missing.
"""

from __future__ import annotations

import ast
import inspect
import sys
from functools import cache
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir, extract_python
from babel.messages.pofile import read_po, write_po

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parent.parent
KEYWORDS = {**DEFAULT_KEYWORDS, "marked": None}
_SHOWN = {"help", "metavar", "epilog"}
_DECORATORS = {"command", "write", "callback"}


def template() -> Catalog:
    """Every message id of the program, without translations."""
    catalogue = Catalog(project="celyactl")
    for name, line, message, context in _messages():
        catalogue.add(message, locations=[(name, line)], context=context)
    return catalogue


def catalogues() -> Iterator[tuple[Path, Catalog]]:
    """Each language's file with what it holds."""
    for path in sorted((ROOT / "celyactl" / "locale").glob("*/LC_MESSAGES/*.po")):
        with path.open("rb") as file:
            yield path, read_po(file, locale=path.parts[-3])


def missing(catalogue: Catalog) -> list[str]:
    """The message ids of the program that this catalogue does not translate, or only by a guess."""
    ids = ((message.id, message.context) for message in template() if message.id)
    found = [(key, catalogue.get(*key)) for key in ids]
    return [_first(key[0]) for key, known in found if known is None or known.fuzzy or not _complete(known.string)]


def update() -> None:
    """Bring new message ids into each catalogue and drop those that are gone."""
    for path, catalogue in list(catalogues()):
        catalogue.update(template(), no_fuzzy_matching=True, update_creation_date=False)
        catalogue.obsolete.clear()
        with path.open("wb") as text:
            write_po(text, catalogue, width=120, sort_by_file=True, include_lineno=False)


def extract_commands(file: IO[bytes], keywords: Any, comment_tags: Any, options: Any) -> Iterator[Any]:
    """Babel's extraction for a file of commands."""
    yield from extract_python(file, keywords, comment_tags, options)
    file.seek(0)
    for node in ast.walk(ast.parse(file.read())):
        if isinstance(node, ast.FunctionDef) and _is_command(node) and (text := ast.get_docstring(node)):
            yield node.lineno, "_", inspect.cleandoc(text), []
        elif isinstance(node, ast.keyword) and node.arg in _SHOWN and isinstance(node.value, ast.Constant):
            yield node.value.lineno, "_", inspect.cleandoc(str(node.value.value)), []


@cache
def _messages() -> tuple[tuple[str, int, Any, str | None], ...]:
    return tuple(_extracted())


def _extracted() -> Iterator[tuple[str, int, Any, str | None]]:
    methods: Any = [("cli/**.py", extract_commands), ("**.py", "python")]
    for name, line, message, _comments, context in extract_from_dir(ROOT / "celyactl", methods, keywords=KEYWORDS):
        yield f"celyactl/{name}", line, message, context
    for kind in ("html", "txt", "jinja", "j2", "typ"):
        found = extract_from_dir(ROOT / "templates", [(f"**.{kind}", "jinja2.ext:babel_extract")], keywords=KEYWORDS)
        for name, line, message, _comments, context in found:
            yield f"templates/{name}", line, message, context


def _is_command(function: ast.FunctionDef) -> bool:
    calls = (decorator.func for decorator in function.decorator_list if isinstance(decorator, ast.Call))
    return any(isinstance(call, ast.Attribute) and call.attr in _DECORATORS for call in calls)


def _complete(translation: Any) -> bool:
    return all(translation) if isinstance(translation, tuple) else bool(translation)


def _first(message_id: Any) -> str:
    return str(message_id[0] if isinstance(message_id, tuple) else message_id)


def main() -> int:
    """Update, or check."""
    if "--check" not in sys.argv:
        update()
        return 0
    lacks = {path.parts[-3]: missing(catalogue) for path, catalogue in catalogues()}
    for language, messages in lacks.items():
        sys.stdout.write("".join(f"{language}: no translation of {message!r}\n" for message in messages))
    return int(any(lacks.values()))


if __name__ == "__main__":
    sys.exit(main())
