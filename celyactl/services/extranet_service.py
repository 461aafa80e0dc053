"""The service identity in whose name the extranet commits what contacts write."""

from __future__ import annotations

from typing import TYPE_CHECKING

from celyactl.domain.words import ServiceKind
from celyactl.errors.access import NoExtranetService
from celyactl.services.acting import is_running

if TYPE_CHECKING:
    from datetime import date

    from celyactl.domain.company import Company, ServiceIdentity


def extranet_service(company: Company, today: date) -> ServiceIdentity:
    """The identity that is in force on a day. Raises NoExtranetService."""
    for one in company.services:
        if one.kind is ServiceKind.EXTRANET and is_running(one, today):
            return one
    raise NoExtranetService
