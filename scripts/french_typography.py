"""The rules of French typography that a catalogue must keep; a text is given without its placeholders and code.

A narrow no-break space before ; ! ?, a no-break space (either width) before : and inside « », the curly apostrophe, and
"vous" throughout.
"""

from __future__ import annotations

import re

_CODE = re.compile(r"`[^`]*`|\{[^{}]*\}|https?://\S+|--[\w-]+")
_RULES = {
    "U+202F before ; ! ?": re.compile(r"(?<![\u202f?!;])[;!?](?!\w)"),
    "U+202F or U+00A0 before a colon": re.compile(r"(?<![\u202f\u00a0\d]):(?=\s|$)"),
    "U+202F or U+00A0 after «": re.compile(r"«(?![\u202f\u00a0])"),
    "U+202F or U+00A0 before »": re.compile(r"(?<![\u202f\u00a0])»"),
    "’ as apostrophe": re.compile(r"(?<=\w)'(?=\w)"),
    "« » as quotation marks": re.compile(r'["“”]'),
    "… as ellipsis": re.compile(r"(?<!\])\.\.\."),
    "vous, not tu": re.compile(r"\b(tu|ton|ta|tes|toi)\b", re.IGNORECASE),
}


def faults(text: str) -> list[str]:
    """The rules that a French text breaks."""
    plain = _CODE.sub("x", text)
    return [rule for rule, broken in _RULES.items() if broken.search(plain)]
