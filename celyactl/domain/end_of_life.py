"""When a component will no longer do: what its maker announced, when a certificate expires, when a line closes.

What is announced comes as data (`Announced`), shipped with the program and dated; what the desk says of a component
goes before it. Days are local, those that the source gives.
"""

from __future__ import annotations

import re
from datetime import date  # noqa: TC003 - msgspec reads it
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, Final, Literal

from msgspec import Struct

from celyactl.domain.words import ComponentKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from celyactl.domain.client import Component

STALE_DAYS: Final = 120
"""Older data is warned of: a maker may have announced something since."""
_SERIES: Final = re.compile(r"[0-9]+(?:\.[0-9]+)*")
_LINES: Final = frozenset({ComponentKind.LINE, ComponentKind.TRUNK})


class Product(Struct, frozen=True):
    """Software that ends by series of versions: `until` by `20` or `18.04`, `names` of series where people use them.

    Of a series among `ended` it is known that it is no longer supported, and not since when.
    """

    name: str
    words: tuple[str, ...]
    source: str
    until: dict[str, date] = {}
    names: dict[str, str] = {}
    ended: tuple[str, ...] = ()


class Models(Struct, frozen=True):
    """Devices of a maker or a brand by model, as `SPA5*`; without `until` no longer supported, since an unknown day."""

    maker: str
    models: tuple[str, ...]
    source: str
    until: date | None = None


class Watched(Struct, frozen=True):
    """A maker of whose devices nothing is known here, and where to look."""

    maker: str
    source: str


class Lines(Struct, frozen=True):
    """A kind of line: no longer sold since a day, closed area by area, everywhere by `latest`."""

    name: str
    words: tuple[str, ...]
    source: str
    latest: date
    sold_until: date | None = None


class Announced(Struct, frozen=True):
    """All that is known, as of `checked`."""

    checked: date
    products: tuple[Product, ...] = ()
    models: tuple[Models, ...] = ()
    watched: tuple[Watched, ...] = ()
    lines: tuple[Lines, ...] = ()

    def is_stale(self, today: date) -> bool:
        """Whether it is too old to be relied on."""
        return (today - self.checked).days > STALE_DAYS

    def source_for(self, component: Component) -> str:
        """Where its maker announces what is not known here; nothing for a maker that is not known either."""
        text = _text(component)
        return next((one.source for one in self.watched if _has(text, [one.maker])), "")


class End(Struct, frozen=True):
    """One end: `on` is None where no day is known; a line closes by `latest`, and is no longer sold since `sold_until`.

    Without `source` the desk says it.
    """

    what: Literal["end_of_life", "expires", "closing"]
    on: date | None
    source: str | None = None
    latest: date | None = None
    sold_until: date | None = None

    def is_before(self, limit: date) -> bool:
        """Whether it may come before a day: an end without a day may."""
        return self.on is None or self.on < limit


def ends_of(component: Component, announced: Announced) -> tuple[End, ...]:
    """What ends of a component, soonest first, without a day last.

    What the desk says of it counts alone, unless that was said of a version which is no longer there.
    """
    found = [*_support(component, announced)]
    if component.expires is not None:
        found.append(End("expires", component.expires))
    return tuple(sorted(found, key=lambda end: (end.on is None, end.on or end.latest or component.expires)))


def _support(component: Component, announced: Announced) -> Iterator[End]:
    text, is_line = _text(component), component.kind in _LINES
    product = None if is_line else next((one for one in announced.products if _has(text, one.words)), None)
    if component.end_of_life is not None and not (product and _is_of_a_former_version(product, component)):
        yield End("end_of_life", component.end_of_life)
    elif is_line:
        yield from _closing(component, announced.lines)
    elif product is not None:
        on = _until(product, _series_of(component))
        if on is not None or _has_ended(product, _series_of(component)):
            yield End("end_of_life", on, product.source)
    else:
        yield from _retired(component, text, announced.models)


def _is_of_a_former_version(product: Product, component: Component) -> bool:
    """Whether the day that the desk says is that of a version which was replaced since."""
    former = {_until(product, one.version) for one in component.versions[:-1]}
    return component.end_of_life in former - {_until(product, _series_of(component))}


def _retired(component: Component, text: str, known: Iterable[Models]) -> Iterator[End]:
    for models in known:
        if _has(text, [models.maker]) and _is_model(component.product or component.name, models.models):
            yield End("end_of_life", models.until, models.source)
            return


def _closing(component: Component, lines: Iterable[Lines]) -> Iterator[End]:
    text = (component.technology or f"{component.product or ''} {component.name}").casefold()
    for one in lines:
        if _has(text, one.words):
            yield End("closing", None, one.source, one.latest, one.sold_until)
            return


def _text(component: Component) -> str:
    """What says which product it is; its name only where nothing else does."""
    said = f"{component.maker or ''} {component.product or ''}".strip()
    return (said or component.name).casefold()


def _has(text: str, words: Iterable[str]) -> bool:
    return any(re.search(rf"(?<!\w){re.escape(word.casefold())}(?!\w)", text) for word in words)


def _is_model(text: str, models: Iterable[str]) -> bool:
    words = text.casefold().split()
    return any(fnmatchcase(word, model.casefold()) for word in words for model in models)


def _series_of(component: Component) -> str:
    """What says its series: the version on record, else the product's name."""
    return component.version or component.product or component.name


def _until(product: Product, version: str) -> date | None:
    """The day of a version's series, the most exact one."""
    return next((product.until[one] for one in _series(product, version) if one in product.until), None)


def _has_ended(product: Product, version: str) -> bool:
    return any(one in product.ended for one in _series(product, version))


def _series(product: Product, version: str) -> Iterator[str]:
    """The series that a version belongs to, the most exact one first."""
    named = next((series for name, series in product.names.items() if _has(version.casefold(), [name])), None)
    number = _SERIES.search(version)
    parts = (named or (number[0] if number else "")).split(".")
    return (".".join(parts[:length]) for length in range(len(parts), 0, -1))
