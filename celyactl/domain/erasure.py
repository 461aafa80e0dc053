"""A person's details become a pseudonym, everywhere and in one way: so that an audit can do it again and compare.

Details are whole names (either way round, or the family name after a title; with accents and hyphens or without),
e-mail addresses and telephone numbers in any notation. What is erased stays erased: of two forms of one text the erased
one wins.
"""

from __future__ import annotations

import re
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from celyactl.domain.client import Contact

_TOKEN: Final = re.compile(r"anonyme-[0-9a-f]{6}")
_TITLES: Final = r"(?:M\.|Mr\.?|Mme|Mlle|Monsieur|Madame|Mademoiselle|Mrs\.?|Ms\.?)"
_ALIKE: Final = ("aàâäáãå", "cç", "eéèêë", "iîïíì", "nñ", "oôöóòõø", "uùûüú", "yÿý", "'\N{RIGHT SINGLE QUOTATION MARK}")
_SPELT: Final = {letter: f"[{letters}]" for letters in _ALIKE for letter in letters} | {"-": r"[\s\u2010\u2011-]"}
"""What people may write for a letter of a name; capitals don't count."""
_BETWEEN: Final = r"[\s.()/\u2010-\u2015-]*"
_COUNTRIES: Final = r"(?:33|262|590|594|596)"
"""France and what it has overseas, where national numbers are 0 and nine digits."""
_FRENCH: Final = re.compile(rf"(?:(?:00)?{_COUNTRIES})?0?([1-9]\d{{8}})")
_LEAST_DIGITS: Final = 6
_LONGEST: Final = 200
"""Characters of the longest detail that a pseudonym may stand for."""
_OF_ITS_OWN: Final = {"email", "phones"}
"""Fields that hold an address and no words: those of the contact itself are cleared, others are somebody else's."""


def pseudonym(client: str, contact: str) -> str:
    """What stands in the place of somebody's details; their id stays, for entries name it."""
    return f"anonyme-{sha256(f'{client}:{contact}'.encode()).hexdigest()[:6]}"


def details(versions: Iterable[Contact]) -> re.Pattern[str] | None:
    """What finds somebody's details in a text, all those that they ever had; None when nothing is known."""
    parts: set[str] = set()
    for one in versions:
        if one.name.strip() and not _TOKEN.fullmatch(one.name):
            parts.update(_names(one.name))
        if one.email:
            parts.add(rf"(?<![\w.+-]){re.escape(one.email)}(?!\.?[\w-])")
        parts.update(filter(None, map(_phone, one.phones)))
    if not parts:
        return None
    return re.compile("|".join(sorted(parts, key=lambda part: (-len(part), part))), re.IGNORECASE)


def _names(name: str) -> Iterator[str]:
    first, *family = map(_spelt, name.split())
    if not family:
        yield _apart(rf"{_TITLES}\s+{first}")
        return
    last = r"[\s-]+".join(family)
    yield _apart(rf"{first}\s+{last}")
    yield _apart(rf"{last}\s+{first}")
    yield _apart(rf"{_TITLES}\s+{last}")


def _spelt(part: str) -> str:
    return "".join(_SPELT.get(letter, re.escape(letter)) for letter in part.lower())


def _apart(words: str) -> str:
    """Words that are no part of others; a name may begin or end with a sign (`Claire V.`), where no word ends."""
    return rf"(?<!\w){words}(?!\w)"


def _phone(phone: str) -> str | None:
    """A number in any notation: `06 12…`, `+33 6 12…`, `0033612…`."""
    digits = re.sub(r"\D", "", phone)
    if len(digits) < _LEAST_DIGITS:
        return None
    french = _FRENCH.fullmatch(digits)
    if french:
        abroad = rf"(?:(?:\+|00){_BETWEEN})?{_COUNTRIES}{_BETWEEN}(?:\(?0\)?)?"
        start, digits = rf"(?:{abroad}|0){_BETWEEN}", french[1]
    else:
        start = r"(?:\+|00)?" + _BETWEEN
    return rf"(?<!\w){start}{_BETWEEN.join(digits)}(?!\w)"


def erased(value: Any, found: re.Pattern[str], name: str) -> Any:
    """Plain data without what was found, at any depth; keys stay, and the addresses of sites and of others."""
    match value:
        case str():
            return found.sub(name, value)
        case dict():
            return {key: item if key in _OF_ITS_OWN else erased(item, found, name) for key, item in value.items()}
        case list():
            return [erased(item, found, name) for item in value]
        case _:
            return value


def is_erasure(old: Any, new: Any, found: re.Pattern[str], name: str) -> bool:
    """Whether one value is the other after an erasure of what is found: of all of it, or of less.

    A program that knew fewer notations left some of the details; it changed nothing else.
    """
    match old, new:
        case str(), str():
            return _may_become(old, new, found, name)
        case dict(), dict():
            return old.keys() == new.keys() and all(
                item == new[key] if key in _OF_ITS_OWN else is_erasure(item, new[key], found, name)
                for key, item in old.items()
            )
        case list(), list():
            return len(old) == len(new) and all(is_erasure(*pair, found, name) for pair in zip(old, new, strict=True))
        case _:
            return bool(old == new)


def _may_become(old: str, new: str, found: re.Pattern[str], name: str) -> bool:
    """Follows both texts at once: between the details they are the same, and each detail stands there or the name."""
    done, ends = 0, {0}
    for detail in found.finditer(old):
        between = old[done : detail.start()]
        begins = [at + len(between) for at in ends if new.startswith(between, at)]
        ends = {at + len(form) for at in begins for form in (name, detail[0]) if new.startswith(form, at)}
        done = detail.end()
    return any(new[at:] == old[done:] for at in ends)


def is_erased_form(after: Any, before: Any) -> bool:
    """Whether one value is the other with pseudonyms in the place of some of its words: then it wins in a merge."""
    match after, before:
        case str(), str():
            return after == before or _stands_for(after, before)
        case dict(), dict():
            return after.keys() == before.keys() and all(is_erased_form(after[key], before[key]) for key in after)
        case list(), list():
            return len(after) == len(before) and all(map(is_erased_form, after, before))
        case _:
            return bool(after == before)


def _stands_for(after: str, before: str) -> bool:
    """Looks at each place of the text once for each pseudonym: a pattern would try them all with each other."""
    first, *others = _TOKEN.split(after)
    ends = [len(first)] if others and before.startswith(first) else []
    for part in others:
        ends = [at + len(part) for at in _behind(ends) if before.startswith(part, at)]
    return len(before) in ends


def _behind(ends: Iterable[int]) -> Iterator[int]:
    """The places, in order and each once, between which and one of these ends a detail may have stood."""
    reached = 0
    for end in ends:
        yield from range(max(end + 1, reached), end + _LONGEST + 1)
        reached = end + _LONGEST + 1


def erased_contact(contact: Contact, client: str) -> dict[str, Any]:
    """What a contact becomes, beside the day: nothing but an id, a pseudonym and what others name."""
    return {
        "name": pseudonym(client, contact.id),
        "email": None,
        "phones": (),
        "language": None,
        "digest": None,
        "training": (),
        "access": (),
        "note": None,
    }
