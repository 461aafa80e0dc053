"""What a message may be before anything reads into it; sizes in bytes. Each limit is far above what people send.

Python's parser recurses into nested parts and takes quadratic time on some headers: neither is reached within these.
"""

from __future__ import annotations

import re
from typing import Final

from celyactl.errors.inbox import MailUnreadable
from celyactl.i18n import gettext as _

LARGEST: Final = 40_000_000
"""What is read into: twice the largest file, which mail makes a third larger."""
_MOST_BOUNDARIES: Final = 100
_MOST_PARTS: Final = 5_000
_MOST_WORK: Final = 5_000_000
"""Lines times boundaries: each line is compared with each boundary around it."""
_MOST_HEADERS: Final = 5_000
_LONGEST_HEADER: Final = 16_384
_LARGEST_HEAD: Final = 1_000_000
_BOUNDARY: Final = re.compile(rb"boundary[*\d \t]*=|message/(?:rfc822|global|partial)", re.IGNORECASE)
_CONTENT: Final = re.compile(
    rb"(?:^|[\r\n])content-[a-z-]{1,30}:[^\r\n]*(?:(?:\r\n|\r|\n)[ \t][^\r\n]*)*", re.IGNORECASE
)
_END_OF_HEAD: Final = re.compile(rb"\r?\n\r?\n|\r\r")


def head_of(raw: bytes) -> bytes:
    """The headers of a message, at most as many bytes as are read into."""
    start = raw[:_LARGEST_HEAD]
    end = _END_OF_HEAD.search(start)
    return start[: end.start()] if end else start


def require_bounds(raw: bytes) -> None:
    """Raise MailUnreadable for what is too large, too deep or too long to be read into."""
    if len(raw) > LARGEST:
        raise MailUnreadable(_("it is larger than {limit} MB").format(limit=LARGEST // 1_000_000))
    head = head_of(raw)
    if len(head) == _LARGEST_HEAD or head.count(b"\n") > _MOST_HEADERS:
        raise MailUnreadable(_("it has too many headers"))
    boundaries = sum(1 for _found in _BOUNDARY.finditer(raw))
    if boundaries > _MOST_BOUNDARIES or boundaries * raw.count(b"\n") > _MOST_WORK:
        raise MailUnreadable(_("its parts are nested too deep"))
    if raw.count(b"\n--") > _MOST_PARTS:
        raise MailUnreadable(_("it has too many parts"))
    if any(found.end() - found.start() > _LONGEST_HEADER for found in _CONTENT.finditer(raw)):
        raise MailUnreadable(_("one of its headers is too long"))
