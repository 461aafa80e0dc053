"""One file that both sides changed, joined by what it is: fields, journals, or the lines of a text.

People's comments stay, those of both sides: only where both wrote another one beside the same value, ours is kept.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, TypeVar, cast

from msgspec.structs import replace

from celyactl.domain.joining import fields
from celyactl.domain.joining.journals import EntriesCollide, union
from celyactl.domain.model import Model
from celyactl.errors.base import CelyactlError
from celyactl.errors.file import BadFile
from celyactl.store import records
from celyactl.store.heads import MODELS
from celyactl.store.joining import texts
from celyactl.store.joining.conflicts import Joined, of_fields, of_file
from celyactl.store.layout import FileKind

if TYPE_CHECKING:
    from celyactl.domain.joining.fields import Conflict
    from celyactl.store.records import Loaded

M = TypeVar("M", bound=Model)

KINDS: Final[dict[FileKind, type[Model]]] = {
    kind: model for kind, model in MODELS.items() if kind is not FileKind.TICKET
}
"""What is joined field by field; tickets are joined by their journals."""
_MADE_ANEW: Final = frozenset({FileKind.SCHEMA, FileKind.ATTRIBUTES})
"""What the program makes itself: two versions of it are no conflict."""


def join_file(path: str, kind: FileKind, base: bytes | None, ours: bytes | None, theirs: bytes | None) -> Joined:
    """One content from two that differ, and both from the base; None where the file is not there."""
    if ours is None or theirs is None:
        held = theirs if ours is None else ours
        return Joined(held, of_file(path, held).conflicts)
    model = KINDS.get(kind)
    if model is not None:
        try:
            return _join_model(path, model, base, ours, theirs)
        except (CelyactlError, EntriesCollide):
            return unreadable(path, model, base, ours, theirs)
    text = texts.merged(base, ours, theirs)
    if text is None and kind in _MADE_ANEW:
        return Joined(theirs)
    return of_file(path, theirs) if text is None else Joined(text)


def unreadable(path: str, kind: type[M], base: bytes | None, ours: bytes, theirs: bytes) -> Joined:
    """Files of which one can't be read, or is of a newer format: their lines, if these don't touch; else a conflict."""
    text = texts.merged(base, ours, theirs) if base is not None else None
    if text is not None and _reads(kind, text, path):
        return Joined(text)
    return of_file(path, ours if _reads(kind, ours, path) and not _reads(kind, theirs, path) else theirs)


def _reads(kind: type[M], blob: bytes, path: str) -> bool:
    try:
        records.load(kind, blob, path)
    except BadFile:
        return False
    return True


def _join_model(path: str, kind: type[M], base: bytes | None, ours: bytes, theirs: bytes) -> Joined:
    mine, others = _known(records.load(kind, ours, path)), _known(records.load(kind, theirs, path))
    known = records.load(kind, base, path).model if base is not None else None
    joined, conflicts = joined_models(known, mine, others)
    return Joined(written(path, joined, base, ours, theirs), of_fields(path, conflicts))


def _known(loaded: Loaded[M]) -> M:
    records.refuse_newer(loaded)
    return loaded.model


def joined_models(base: M | None, ours: M, theirs: M) -> tuple[M, tuple[Conflict, ...]]:
    """Fields by themselves, and a journal (if the files have one) as a union."""
    if not hasattr(ours, "journal"):
        return fields.join(base, ours, theirs)
    journal = union(ours.journal, _journal(theirs), _journal(base) if base is not None else ())
    sides = [replace(side, journal=journal) if side is not None else None for side in (base, ours, theirs)]
    return fields.join(sides[0], cast("M", sides[1]), cast("M", sides[2]))


def _journal(model: Any) -> Any:
    return model.journal


def written(path: str, model: M, base: bytes | None, ours: bytes, theirs: bytes) -> bytes:
    """The file of a joined model, with the comments of both sides.

    All three texts are given the joined values: what still differs then is what people wrote beside them.
    """
    mine, others = (records.update(side, model, path) for side in (ours, theirs))
    if mine == others or base is None:
        return mine
    known = records.update(base, model, path)
    for both in (False, True):
        text = texts.merged(known, mine, others, union=both)
        if text is not None and _holds(text, model, path):
            return text
    return mine


def _holds(text: bytes, model: M, path: str) -> bool:
    try:
        return records.load(type(model), text, path).model == model
    except BadFile:
        return False
