"""The shape of what an entry says, and the pieces that several entries say alike."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from celyactl.i18n import gettext as _
from celyactl.i18n import ngettext
from celyactl.render.money import decimal

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from celyactl.domain.entries.base import Check, FileNote
    from celyactl.render.moments import Wall

_KIB = 1024


class Deed(NamedTuple):
    """What was done, in a few words, and the texts that belong to it, each a paragraph."""

    sentence: str
    texts: tuple[str, ...] = ()


def deed(sentence: str, *texts: str | None) -> Deed:
    """A deed; missing texts are left out."""
    return Deed(sentence, tuple(text for text in texts if text))


def with_detail(sentence: str, detail: str | None) -> str:
    """`sentence: detail`, or the sentence alone."""
    return _("{sentence}: {detail}").format(sentence=sentence, detail=detail) if detail else sentence


def labelled(label: str, text: str | None) -> str | None:
    """`label: text`, or nothing."""
    return _("{label}: {text}").format(label=label, text=text) if text else None


def span(start: datetime, end: datetime, wall: Wall) -> str:
    """`mar. 24/11 14:00-15:30`; both days when they differ."""
    first, last = wall.local(start), wall.local(end)
    if first.date() == last.date():
        return f"{wall.moment(first)}\N{EN DASH}{last:%H:%M}"
    return f"{wall.moment(first)} \N{EN DASH} {wall.moment(last)}"


def checked(checks: Iterable[Check]) -> str | None:
    """The points of a checklist, one a row."""
    rows = []
    for check in checks:
        mark = _("[x]") if check.done else _("[ ]")
        rows.append(f"{mark} {with_detail(check.item, check.result)}")
    return "\n".join(rows)


def files_said(files: Iterable[FileNote]) -> tuple[str, ...]:
    """The files that came along, with their sizes."""
    held = [f"{file.name} ({size(file.size)})" for file in files]
    if not held:
        return ()
    return (ngettext("File: {names}", "Files: {names}", len(held)).format(names=", ".join(held)),)


def size(number: int) -> str:
    """A size in bytes, as people read it."""
    if number < _KIB:
        return _("{n} B").format(n=number)
    if number < _KIB * _KIB:
        return _("{n} kB").format(n=-(-number // _KIB))
    return _("{n} MB").format(n=decimal(f"{number / _KIB / _KIB:.1f}"))
