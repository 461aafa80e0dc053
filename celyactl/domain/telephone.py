"""Telephone numbers in any notation, French ones first: `06 12…`, `+33 6…`, `0033…`, `0 6-12…` are one number.

The normal form is E.164 (`+33612345678`). Numbering plans come from the library `phonenumbers`, which only this module
loads, and only when a number is looked at. The numbers that are reserved for fiction are kept though no plan has them.
"""

from __future__ import annotations

import re
from typing import Final

_REGIONS: Final = ("FR", "GP", "MQ", "GF", "RE", "YT")
"""Where a national number may be meant: metropolitan France, then overseas, where 0590 and 0262 are."""
_FEWEST: Final = 6
_MOST_DIGITS: Final = 15
_NUMBER: Final = re.compile(r"[\s\d().+/\u00a0\u202f\u2010-\u2015-]+")
_BETWEEN_ANGLES: Final = re.compile(r".*<([^<>]+)>\s*")
_LEADING_WORDS: Final = re.compile(r"^[^\d+(]*")
_WORDS_AFTER: Final = re.compile(r"(?<=\d)[\s(,;]*[^\W\d_].*", re.DOTALL)
_BETWEEN: Final = re.compile(r"[\s.\u2010-\u2015/-]+")
_TO: Final = re.compile(r"\s+(?:à|a|au|to|[-\u2010-\u2015])\s+|\s*[/\u2013\u2014…]\s*")
_FRENCH_MOBILES: Final = ("+336", "+337")


def bare(text: str) -> str:
    """What somebody or an exchange gave, without a name around the number: `"Claire" <0612…>`."""
    found = _BETWEEN_ANGLES.fullmatch(text)
    return found[1] if found else text


def looks_like_number(text: str) -> bool:
    """Whether a text is digits and what people write between them, four at least."""
    return _NUMBER.fullmatch(text) is not None and len(digits(text)) > 3  # noqa: PLR2004 - a name may hold a year


def digits(text: str) -> str:
    """The ASCII digits of a text."""
    return re.sub(r"[^0-9]", "", text)


def normal(text: str) -> str | None:
    """The number in E.164; None when the text is none that could be called from outside."""
    written = _BETWEEN.sub(" ", _WORDS_AFTER.sub("", _LEADING_WORDS.sub("", bare(text).strip(), count=1)))
    count = len(digits(written))
    if not _FEWEST <= count <= _MOST_DIGITS:
        return None
    import phonenumbers  # numbering plans take 80 ms

    likely = None
    for region in _REGIONS:
        try:
            parsed = phonenumbers.parse(written, region)
        except phonenumbers.NumberParseException:
            continue
        found = str(phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164))
        if phonenumbers.is_valid_number(parsed):
            return found
        likely = likely or found
    return likely


def span(text: str) -> tuple[str, str] | None:
    """The first and the last number of a range as people write it: `01 99 00 70 00 à 01 99 00 70 49`, `… à 49`."""
    first, *others = _TO.split(text.strip(), maxsplit=1)
    start = normal(first)
    if start is None or not others:
        return (start, start) if start else None
    ending = digits(others[0])
    whole = normal(others[0]) if len(ending) >= len(digits(first)) else start[: len(start) - len(ending)] + ending
    if not ending or whole is None or len(whole) != len(start) or whole < start:
        return start, start
    return start, whole


def is_mobile(text: str) -> bool:
    """Whether a number is a mobile's."""
    number = normal(text)
    if number is None:
        return False
    if number.startswith(_FRENCH_MOBILES):
        return True
    import phonenumbers

    return bool(phonenumbers.number_type(phonenumbers.parse(number)) == phonenumbers.PhoneNumberType.MOBILE)
