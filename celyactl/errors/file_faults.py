"""The faults of a file's text, one function each: path, line from 1, what is wrong and what to do.

Messages are clauses without a final full stop; `BadFile` and `check` place them.
"""

from __future__ import annotations

from typing import Final

from celyactl.errors.base import Fault
from celyactl.i18n import gettext as _
from celyactl.i18n import marked


def empty(path: str) -> Fault:
    """Nothing in it, or comments alone."""
    message = _("the file is empty: `celyactl doctor --fix` or `git checkout -- {path}` brings it back")
    return Fault(path, 1, "", "empty", message.format(path=path))


def too_large(path: str, size: int, maximum: int) -> Fault:
    """Sizes in bytes."""
    message = _("the file has {size} bytes, and {maximum} at most are read: move long texts to attachments")
    return Fault(path, 0, "", "too_large", message.format(size=size, maximum=maximum))


def not_utf8(path: str, line: int, offset: int, encoding: str) -> Fault:
    """The offset is in bytes from 0; the encoding is a guess."""
    message = _("not UTF-8 at byte {offset}, probably {encoding}: save the file as UTF-8")
    return Fault(path, line, "", "encoding", message.format(offset=offset, encoding=encoding))


def conflict(path: str, line: int) -> Fault:
    """A marker that an unfinished merge left."""
    return Fault(path, line, "", "conflict", _("an unfinished merge: see `celyactl conflicts`"))


def character(path: str, line: int, code: int) -> Fault:
    """A character that is invisible, or that YAML versions read differently; the code is Unicode's."""
    message = _("the invisible character U+{code:04X} may not stand in the file: remove it")
    return Fault(path, line, "", "character", message.format(code=code))


def tab(path: str, line: int) -> Fault:
    """A tab in the indentation."""
    return Fault(path, line, "", "tab", _("a tab in the indentation: use spaces"))


def directive(path: str, line: int) -> Fault:
    """`%YAML`, `%TAG` or any other."""
    return Fault(path, line, "", "directive", _("directives such as %YAML are refused: remove the line"))


def documents(path: str, line: int) -> Fault:
    """A second document begins here."""
    return Fault(path, line, "", "documents", _("one document a file: remove the second one"))


def tag(path: str, line: int, field: str) -> Fault:
    """`!anything`."""
    return Fault(path, line, field, "tag", _("tags (!…) are refused: write the plain value"))


def anchor(path: str, line: int, field: str) -> Fault:
    """`&name`."""
    return Fault(path, line, field, "anchor", _("anchors (&…) are refused: write the value where it is needed"))


def alias(path: str, line: int, field: str) -> Fault:
    """`*name`."""
    return Fault(path, line, field, "alias", _("aliases (*…) are refused: write the value out"))


def merge_key(path: str, line: int, field: str) -> Fault:
    """`<<`."""
    return Fault(path, line, field, "merge_key", _("merge keys (<<) are refused: write the keys out"))


def depth(path: str, line: int, maximum: int) -> Fault:
    """Reading stops here."""
    message = _("nested more than {maximum} levels deep: write it flatter")
    return Fault(path, line, "", "depth", message.format(maximum=maximum))


def duplicate_key(path: str, line: int, field: str, first: int) -> Fault:
    """The line of the second one and that of the first."""
    message = _('"{field}" is there twice, on lines {first} and {line}: keep one')
    return Fault(path, line, field, "duplicate_key", message.format(field=field, first=first, line=line))


def ambiguous(path: str, line: int, field: str, text: str) -> Fault:
    """A plain word that YAML versions read differently, or as something else than it looks like."""
    message = _('{text} must be quoted ("{text}"): `celyactl check --fix` does it')
    return Fault(path, line, field, "ambiguous", message.format(text=text[:60]))


def no_value(path: str, line: int, field: str) -> Fault:
    """`key:` and nothing after it."""
    message = _('"{field}" has no value: write one, or null; `celyactl check --fix` writes null')
    return Fault(path, line, field, "no_value", message.format(field=field))


def bad_key(path: str, line: int, field: str) -> Fault:
    """A key that is a list, a mapping or empty."""
    return Fault(path, line, field, "key", _("a key must be a word or a quoted text"))


def not_a_mapping(path: str, line: int) -> Fault:
    """The document is a list or a single value."""
    return Fault(path, line, "", "not_a_mapping", _("the file must consist of `key: value` lines"))


def half_character(path: str, line: int, field: str, code: int) -> Fault:
    r"""An escape such as `\ud83d` or `\0` that makes no character; the code is Unicode's."""
    message = _("the escape of U+{code:04X} makes no character: remove it")
    return Fault(path, line, field, "character", message.format(code=code))


_SYNTAX: Final = (
    ("unexpected end of stream", marked("the quotation marks that open on line {opened} are never closed")),
    ("expected ',' or ']'", marked("the list in brackets that opens on line {opened} lacks a comma or its `]`")),
    ("expected ',' or '}'", marked("the braces that open on line {opened} lack a comma or their `}}`")),
    ("mapping values are not allowed", marked("a second `: ` stands here: put a text that holds one between quotes")),
    ("could not find expected ':'", marked("a key without its `:`")),
    ("cannot start any token", marked("a text can't begin with this character: put it between quotes")),
    ("escape", marked("a `\\` that means nothing: write `\\\\` for one")),
    ("expected <block end>", marked("this does not fit the lines before: look at the indentation")),
    ("expected the node content", marked("a value was expected here")),
    ("chomping or indentation", marked("nothing may stand after `|` or `>`: begin the text on the next line")),
)


def syntax(path: str, line: int, problem: str, opened: int = 0) -> Fault:
    """What the parser says, in people's words; `opened` is the line where what it was reading began."""
    known = next((_(words) for sign, words in _SYNTAX if sign in problem), _("this can't be read"))
    message = _("not valid YAML: {problem}").format(problem=known.format(opened=opened or line))
    return Fault(path, line, "", "syntax", message)
