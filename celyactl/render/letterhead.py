"""What every document and mail says of itself: whose it is, in which language, as of when and from which commit."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from celyactl.i18n import language
from celyactl.render.moments import full_moment

if TYPE_CHECKING:
    from celyactl.domain.company import Company
    from celyactl.render.moments import Wall

Value = str | list["Value"] | dict[str, "Value"]
"""What templates get."""
_SHORT: Final = 12


def letterhead(company: Company) -> dict[str, Value]:
    """Who writes, and in which language; an empty text where there is nothing."""
    return {
        "language": language(),
        "company": {
            "name": company.company,
            "address": (company.brand.address or "").removeprefix(company.company).strip(),
            "phone": first_phone(company),
            "website": company.brand.website or "",
        },
    }


def first_phone(company: Company) -> str:
    """The telephone that clients are told, or nothing."""
    return company.phones[0] if company.phones else ""


def as_of(wall: Wall, commit: str) -> dict[str, Value]:
    """When something was made, and from which commit, shortened."""
    return {"made": {"when": full_moment(wall.now, wall), "commit": commit[:_SHORT]}}
