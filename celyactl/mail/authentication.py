"""What our own mail server found out about the sender (RFC 8601): only headers with our `authserv_id` count."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from collections.abc import Sequence

Verdict = Literal["pass", "fail", "none"]
_LONGEST: Final = 4_000
_COMMENT: Final = re.compile(r"\([^()]*\)")
_RESULT: Final = re.compile(r"(dmarc|dkim|spf)\s*=\s*([a-z]+)")
_DOMAIN: Final = re.compile(
    r"(?:header\.d|header\.i|smtp\.mailfrom|smtp\.helo|header\.from)\s*=\s*\S*?([a-z0-9.-]+)(?=[\s;]|$)"
)


def verdict(headers: Sequence[str], authserv_id: str | None, domain: str) -> Verdict:
    """Whether the sender's domain is proved, refuted, or neither.

    A sender may add such a header: one of ours that says fail outweighs all, and only the topmost may say pass.
    """
    if not authserv_id:
        return "none"
    ours = [said for said in map(_plain, headers) if said.split(";", 1)[0].split()[:1] == [authserv_id.lower()]]
    verdicts = [_one(said, domain.lower()) for said in ours]
    if "fail" in verdicts:
        return "fail"
    return verdicts[0] if verdicts else "none"


def _plain(header: str) -> str:
    return _COMMENT.sub(" ", header[:_LONGEST]).lower()


def _one(said: str, domain: str) -> Verdict:
    """DMARC decides; without it a DKIM or SPF of the sender's own domain passes, and else a failure is one."""
    failed = False
    for part in said.split(";")[1:]:
        found = _RESULT.match(part.strip())
        if not found:
            continue
        method, result = found.groups()
        if method == "dmarc" and result in {"pass", "fail"}:
            return "pass" if result == "pass" else "fail"
        if result == "pass" and any(_aligned(name, domain) for name in _DOMAIN.findall(part)):
            return "pass"
        failed = failed or result in {"fail", "hardfail"}
    return "fail" if failed else "none"


def _aligned(name: str, domain: str) -> bool:
    return name == domain or (domain.endswith(f".{name}") and "." in name)
