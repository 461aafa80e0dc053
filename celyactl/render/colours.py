"""A company's colour where people must be able to read: contrasts of WCAG 2.1 (1.4.3), colours as `#rrggbb`."""

from __future__ import annotations

from typing import Final

WHITE: Final = "#ffffff"
BLACK: Final = "#000000"
NIGHT: Final = "#181c25"
"""The background of pages in dark."""
_ENOUGH: Final = 5.0
"""More than the 4.5 that is asked for: backgrounds of fields and cards are not quite those of the page."""
_STEPS: Final = 20
_LINEAR: Final = 0.04045
_WEIGHTS: Final = (0.2126, 0.7152, 0.0722)

RGB = tuple[int, int, int]


def contrast(one: str, other: str) -> float:
    """From 1 (the same) to 21."""
    darker, lighter = sorted((_luminance(_rgb(one)), _luminance(_rgb(other))))
    return (lighter + 0.05) / (darker + 0.05)


def ink_on(colour: str) -> str:
    """White or black, whichever is read better on a colour."""
    return max((WHITE, BLACK), key=lambda ink: contrast(ink, colour))


def readable_on(background: str, colour: str) -> str:
    """The colour as text: as it is, or nearer to black or white until it is read on the background."""
    towards = _rgb(ink_on(background))
    for step in range(_STEPS + 1):
        mixed = _mixed(_rgb(colour), towards, step / _STEPS)
        if contrast(mixed, background) >= _ENOUGH:
            return mixed
    return ink_on(background)


def _mixed(one: RGB, other: RGB, share: float) -> str:
    parts = (round(here + (there - here) * share) for here, there in zip(one, other, strict=True))
    return "#" + "".join(f"{part:02x}" for part in parts)


def _rgb(colour: str) -> RGB:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _luminance(colour: RGB) -> float:
    parts = (part / 255 for part in colour)
    linear = (part / 12.92 if part <= _LINEAR else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return sum(weight * part for weight, part in zip(_WEIGHTS, linear, strict=True))
