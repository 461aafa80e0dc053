"""References of tickets, `CEL-2611-4F7K2QE`: prefix, year and month, six random characters and a check character.

The alphabet is Crockford's base32 (no I, L, O, U); the check is Luhn mod 32 over year, month and the six. Input may be
in any case, with O for 0, I and L for 1, spaces or no dashes; the short form is the last seven characters.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from celyactl.errors.reference import CheckCharacterWrong, MalformedReference

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date

ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
PREFIX_PATTERN: Final = r"[A-Z][A-Z0-9]{1,7}"
REFERENCE_PATTERN: Final = rf"{PREFIX_PATTERN}-[0-9]{{2}}(?:0[1-9]|1[0-2])-[{ALPHABET}]{{7}}"
_BASE: Final = len(ALPHABET)
_BITS: Final = 5
_RANDOM_LENGTH: Final = 6
_LONGEST_INPUT: Final = 64
_VALUES: Final = {character: value for value, character in enumerate(ALPHABET)}
_MISREAD: Final = str.maketrans("OIL", "011")
_DASHES: Final = re.compile(r"[\s\-_./\u2010-\u2015\u2212]+")
_WHOLE = re.compile(rf"(?P<prefix>{PREFIX_PATTERN})?-?(?P<month>[0-9OIL]{{4}})-?(?P<code>[0-9A-TV-Z]{{7}})")
_BEGUN = re.compile(rf"{PREFIX_PATTERN}-(?P<month>[0-9OIL]{{4}})-(?P<code>[0-9A-TV-Z]{{4,6}})")
_SHORT = re.compile(r"[0-9A-TV-Z]{4,7}")
_MONTH = re.compile(r"[0-9]{2}(?:0[1-9]|1[0-2])")


class Reference(Struct, frozen=True, order=True):
    """A whole reference: `month` is `YYMM`, `code` the six characters and their check; `str` is the canonical form."""

    prefix: str
    month: str
    code: str

    def __str__(self) -> str:
        return f"{self.prefix}-{self.month}-{self.code}"


class Fragment(Struct, frozen=True):
    """The beginning of a short form, four to seven characters, and `YYMM` or nothing: unverified, to be looked up."""

    code: str
    month: str = ""

    @property
    def is_short_form(self) -> bool:
        """Whether it is a whole short form, which writes demand."""
        return len(self.code) == _RANDOM_LENGTH + 1

    def matches(self, reference: Reference) -> bool:
        """Whether a reference begins like this."""
        return reference.code.startswith(self.code) and reference.month.startswith(self.month)


def mint(prefix: str, on: date, entropy: Callable[[int], bytes]) -> Reference:
    """A new reference of the month of `on` (local); `entropy` gives that many random bytes, as `os.urandom` does."""
    number = int.from_bytes(entropy(4), "big")
    drawn = "".join(ALPHABET[number >> _BITS * place & _BASE - 1] for place in range(_RANDOM_LENGTH))
    month = on.strftime("%y%m")
    return Reference(prefix, month, drawn + check_character(month + drawn))


def check_character(payload: str) -> str:
    """Luhn mod 32: catches every single substitution, and every swap of neighbours but `0` and `Z`."""
    total = 0
    for place, character in enumerate(reversed(payload)):
        value = _VALUES[character] * (1 if place % 2 else 2)
        total += value // _BASE + value % _BASE
    return ALPHABET[-total % _BASE]


def understand(text: str, prefix: str = "", candidates: Iterable[str] = ()) -> Reference | Fragment:
    """What somebody typed; `prefix` (the desk's) completes or mends the typed one.

    A whole reference is verified: `CheckCharacterWrong` proposes the likely ones of `candidates`, canonical references.
    Anything else is `MalformedReference`.
    """
    written = _DASHES.sub("-", text[: _LONGEST_INPUT + 1].strip(" \t\r\n[]()#").upper())
    if len(written) > _LONGEST_INPUT:
        raise MalformedReference(text, prefix)
    if begun := _BEGUN.fullmatch(written):
        return Fragment(_mended(begun["code"]), _mended(begun["month"]))
    if _SHORT.fullmatch(short := written.replace("-", "")):
        return Fragment(_mended(short))
    whole = _WHOLE.fullmatch(written) or _WHOLE.fullmatch(short)
    if whole is None or not _is_prefix(whole["prefix"] or prefix, written, prefix):
        raise MalformedReference(text, prefix)
    return _verified(_reference(whole, prefix), candidates)


def likely_intended(typed: Reference | Fragment, candidates: Iterable[str]) -> list[str]:
    """The candidates (canonical references) one substitution or one swap of neighbours away, in their order.

    A fragment is compared with as many characters of their short form.
    """
    if isinstance(typed, Reference):
        return [known for known in candidates if _is_near(typed.month + typed.code, known[-12:].replace("-", ""))]
    length = len(typed.code)
    return [known for known in candidates if _is_near(typed.code, known[-7:][:length])]


def _is_prefix(typed: str, written: str, prefix: str) -> bool:
    """Without its dash, digits of a prefix that is not the desk's may as well be misplaced ones of the rest."""
    return typed.isalpha() or (typed != "" and (_mended(typed) == _mended(prefix) or written.startswith(f"{typed}-")))


def _verified(reference: Reference, candidates: Iterable[str]) -> Reference:
    expected = check_character(reference.month + reference.code[:-1])
    if reference.code[-1] != expected or not _MONTH.fullmatch(reference.month):
        raise CheckCharacterWrong(str(reference), likely_intended(reference, candidates))
    return reference


def _reference(whole: re.Match[str], prefix: str) -> Reference:
    typed = whole["prefix"] or prefix
    known = prefix if _mended(typed) == _mended(prefix) else typed
    return Reference(known, _mended(whole["month"]), _mended(whole["code"]))


def _mended(text: str) -> str:
    return text.translate(_MISREAD)


def _is_near(typed: str, known: str) -> bool:
    if len(typed) != len(known):
        return False
    wrong = [place for place, (a, b) in enumerate(zip(typed, known, strict=True)) if a != b]
    match wrong:
        case [_]:
            return True
        case [first, second]:
            return second == first + 1 and typed[first] == known[second] and typed[second] == known[first]
        case _:
            return False
