"""What is measured: the availability of hosted services, and approved reports, for whoever is signed in."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Final

from celyactl.domain.figures.period import Period
from celyactl.domain.figures.services import count_services
from celyactl.domain.permission import Everything, Verb, may
from celyactl.domain.report import report_name
from celyactl.errors.base import CelyactlError
from celyactl.extranet.asked import Answer, Refused
from celyactl.extranet.showing import page
from celyactl.i18n import gettext as _
from celyactl.i18n import language
from celyactl.render.moments import full_date, last_day
from celyactl.render.names import Names
from celyactl.render.report.amounts import NONE, month, percent
from celyactl.services.reliance import hosted_services
from celyactl.services.reports.approving import approval, as_approved
from celyactl.services.reports.gathering import document, outages_of_service

if TYPE_CHECKING:
    from collections.abc import Iterator

    from celyactl.domain.availability import Availability
    from celyactl.domain.contract import Contract
    from celyactl.domain.report import Report
    from celyactl.extranet.asked import Asked
    from celyactl.extranet.visit import Visit

_DIGITS: Final = 2
_MOST_KEPT: Final = 8


def availability(visit: Visit, _asked: Asked) -> Answer:
    """Each hosted service that the company relies on, by month of this year, round the clock."""
    view, year = visit.view, visit.today.year
    known = {name: outages_of_service(view, name) for name in hosted_services(view, visit.client)}
    names = Names(view.company, visit.client)
    services = [
        {
            "name": names.service(one.service),
            "whole": _share(one.whole),
            "months": [{"name": month(name), "share": _share(part)} for name, part in one.months.items()],
            "down": any(outage.end is None for outage in known[one.service]),
        }
        for one in count_services(known, Period.year(year, view.zone), visit.desk.now)
    ]
    return page(visit, "availability", {"title": _("Availability in {year}").format(year=year), "services": services})


def reports(visit: Visit, _asked: Asked) -> Answer:
    """The approved reports, latest first."""
    rows = [
        {
            "name": report_name(one.contract, one.start, one.end),
            "title": contract.title or contract.slug,
            "span": _("from {start} to {last}").format(start=full_date(one.start), last=last_day(one.end)),
        }
        for one, contract in _approved(visit)
    ]
    return page(visit, "reports", {"title": _("Reports"), "rows": rows[::-1], "whole": visit.actor.whole})


def report(visit: Visit, asked: Asked) -> Answer:
    """One approved report, as it was approved, as PDF."""
    name = asked.path["report"].removesuffix(".pdf")
    known = {report_name(one.contract, one.start, one.end): (one, contract) for one, contract in _approved(visit)}
    if name not in known:
        raise Refused(HTTPStatus.NOT_FOUND)
    one, contract = known[name]
    given = approval(one)
    key = (name, given.commit if given else "", language())
    with visit.site.setting:  # one at a time: each takes a second
        if key not in visit.site.documents:
            if len(visit.site.documents) >= _MOST_KEPT:
                visit.site.documents.clear()
            visit.site.documents[key] = _set(visit, one, contract)
        body = visit.site.documents[key]
    return Answer(body, kind="application/pdf", saved_as=f"{name}.pdf")


def _set(visit: Visit, one: Report, contract: Contract) -> bytes:
    period = Period(one.start, one.end, visit.view.zone)
    try:
        return document(*as_approved(visit.view, contract, period), "pdf", language())
    except CelyactlError:
        raise Refused(HTTPStatus.SERVICE_UNAVAILABLE) from None


def _approved(visit: Visit) -> Iterator[tuple[Report, Contract]]:
    """Those that may go out; none for who does not see all tickets."""
    if not may(visit.actor, Verb.SEE, Everything(visit.actor.client)):
        return
    contracts = {one.slug: one for one in visit.contracts()}
    for one in visit.view.reports_of(visit.actor.client):
        if one.contract in contracts and approval(one) is not None:
            yield one, contracts[one.contract]


def _share(part: Availability) -> str:
    return percent(part.percent, _DIGITS) if part.percent is not None else NONE
