"""The base of what is stored in a desk: frozen, strict about unknown keys, written in the order of its fields.

Instants are aware datetimes, written as RFC 3339 with the offset they were given; texts are NFC, which the codec
sees to. The models are msgspec structs: the seventy of a desk are ready in 30 ms, where pydantic took 190. Modules of
models postpone no annotations: msgspec would have to compile the text of each, 20 ms for a ticket.
"""

from __future__ import annotations

from datetime import date, datetime
from enum import IntEnum, StrEnum
from functools import cache
from typing import TYPE_CHECKING, Annotated, Any, Literal, NamedTuple, Self, get_args, get_origin

from msgspec import NODEFAULT, Meta, Struct
from msgspec.structs import FieldInfo, fields

if TYPE_CHECKING:
    from collections.abc import Iterator

FORMAT = 1
"""The version of the files this program writes; a newer one is read as far as known and never written."""

Instant = Annotated[datetime, Meta(tz=True)]
Text = Annotated[str, Meta(max_length=500_000)]
Line = Annotated[str, Meta(min_length=1, max_length=500, pattern=r"^[^\r\n]*$(?!\n)")]
Id = Annotated[str, Meta(pattern=r"^[a-z0-9][a-z0-9._-]{0,62}$(?!\n)")]
ActorId = Annotated[str, Meta(pattern=r"^[a-z0-9][a-z0-9._-]{0,62}(:[a-z0-9][a-z0-9._-]{0,62})?$(?!\n)")]
"""A member of the team or a service identity (`lea`), or a client's contact (`acme:claire`)."""
EntryId = Annotated[str, Meta(pattern=r"^[0-7][0-9A-HJKMNP-TV-Z]{25}$(?!\n)")]
"""A ULID: time-sortable and unique."""
TicketRef = Annotated[str, Meta(pattern=r"^[A-Z][A-Z0-9]{1,7}-[0-9]{4}-[0-9A-HJKMNP-TV-Z]{7}$(?!\n)")]
DurationText = Annotated[str, Meta(pattern=r"^(-|[0-9]{1,4}d|[0-9]{1,4}h([0-9]{1,2}m)?|[0-9]{1,5}m)$(?!\n)")]
"""`30m`, `4h`, `1h30m`, `2d` (business days), `-` for none."""
Amount = Annotated[str, Meta(pattern=r"^-?[0-9]{1,12}(\.[0-9]{1,4})?$(?!\n)")]
"""Money, in the desk's currency, without its sign: a decimal number as text."""
Phone = Annotated[str, Meta(pattern=r"^\+?[0-9 ().*#/-]{2,30}$(?!\n)")]
Email = Annotated[str, Meta(pattern=r"^[^@\s<>,;]{1,64}@[^@\s<>,;]{1,190}$(?!\n)")]
Sha256 = Annotated[str, Meta(pattern=r"^[0-9a-f]{64}$(?!\n)")]


class Word(StrEnum):
    """A declared word of no enumeration of its own: the type of an entry, a choice of a field.

    Any text makes one, so that the codec need know enumerations only.
    """

    OPEN = "open"  # an enumeration without members can't make any

    @classmethod
    def _missing_(cls, value: object) -> Self:
        word = str.__new__(cls, value)
        word._name_ = word._value_ = str(value)
        return word


class Model(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A frozen value read from, and written to, a file of the desk."""


class Layout(NamedTuple):
    """How one field is written; it is left out when it holds the empty value `omitted`."""

    name: str
    key: str
    omitted: object
    is_word: bool


def plain(model: Model) -> dict[str, Any]:
    """The model as plain data in the order of its fields; what is empty by default and still is, is left out.

    Enumerations stay members, so that the codec writes them as declared words.
    """
    return dict(_items(model))


def _items(model: Model) -> Iterator[tuple[str, Any]]:
    tag = type(model).__struct_config__.tag
    if tag is not None:
        yield "type", Word(str(tag))
    for layout in layouts(type(model)):
        held = getattr(model, layout.name)
        value = as_plain(held)
        if value or held != layout.omitted:
            yield layout.key, Word(value) if layout.is_word and isinstance(value, str) else value


@cache
def layouts(kind: type[Model]) -> tuple[Layout, ...]:
    """How each field of a model is written, in order."""
    return tuple(
        Layout(field.name, field.encode_name, _default(field), _is_choice(field.type)) for field in fields(kind)
    )


def _default(field: FieldInfo) -> object:
    """What a reader puts where the field is absent; a mark equal to nothing when it is required."""
    return field.default if field.default_factory is NODEFAULT else field.default_factory()


def _is_choice(annotation: object) -> bool:
    return get_origin(annotation) is Literal or any(get_origin(part) is Literal for part in get_args(annotation))


def as_plain(value: object) -> object:
    """One value of a field as plain data, as `plain`."""
    match value:
        case Model():
            return plain(value)
        case tuple() | list():
            return [as_plain(item) for item in value]
        case dict():
            return {_key(key): as_plain(item) for key, item in value.items()}
        case datetime() | date():
            return value.isoformat()
        case IntEnum():
            return int(value)
        case _:
            return value


def _key(key: object) -> str:
    return key.isoformat() if isinstance(key, date) else str(key)
