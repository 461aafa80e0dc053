"""Parts that were swapped, as somebody types them: `WHAT=OUT/IN`, where a serial number may be left out or `-`."""

from __future__ import annotations

from celyactl.domain.entries.field import Part
from celyactl.errors.field import PartNotUnderstood


def read_part(text: str, components: frozenset[str] = frozenset()) -> Part:
    """A part; what is named after one of the `components` is that one, anything else a product.

    Serial numbers may hold colons and dashes, as addresses of handsets do. Raises PartNotUnderstood.
    """
    what, equals, serials = text.partition("=")
    out, _slash, into = serials.partition("/")
    name, gone, come = what.strip(), _serial(out), _serial(into)
    if not name or not equals or not (gone or come):
        raise PartNotUnderstood(text)
    known = name in components
    return Part(component=name if known else None, product=None if known else name, serial_out=gone, serial_in=come)


def _serial(text: str) -> str | None:
    written = text.strip()
    return None if written in {"", "-"} else written
