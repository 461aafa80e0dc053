"""What the entries about work in the field say."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final

from celyactl.domain.durations import format_duration
from celyactl.domain.entries import field
from celyactl.i18n import gettext as _
from celyactl.render.deeds.base import Deed, checked, deed, labelled, span, with_detail
from celyactl.render.words import word

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from celyactl.domain.entries.base import Entry
    from celyactl.render.moments import Wall
    from celyactl.render.names import Names


def _intervention_planned(entry: field.InterventionPlanned, names: Names, wall: Wall) -> Deed:
    sentence = _("planned an intervention {mode}, {when}").format(
        mode=word(entry.mode), when=span(entry.start, entry.end, wall)
    )
    return deed(sentence, entry.summary, _technician(entry.technician, names), _site(entry.site, names))


def _intervention_moved(entry: field.InterventionMoved, names: Names, wall: Wall) -> Deed:
    sentence = _("moved the intervention to {when}").format(when=span(entry.start, entry.end, wall))
    return deed(sentence, entry.text, _technician(entry.technician, names))


def _intervention_cancelled(entry: field.InterventionCancelled, _names: Names, _wall: Wall) -> Deed:
    return deed(_("called the intervention off"), entry.text)


def _intervention(entry: field.Intervention, names: Names, wall: Wall) -> Deed:
    sentence = _("intervention {mode}, {when}").format(mode=word(entry.mode), when=span(entry.start, entry.end, wall))
    travel = format_duration(timedelta(seconds=entry.travel_seconds)) if entry.travel_seconds else None
    agreed = f"{entry.agreed.by} ({entry.agreed.how})" if entry.agreed else None
    return deed(
        sentence,
        entry.summary,
        _technician(entry.technician, names) if entry.technician != entry.by else None,
        _site(entry.site, names),
        labelled(_("Travel"), travel),
        _parts(entry.parts, names),
        checked(entry.tests),
        _("Outside service hours") if entry.out_of_hours else None,
        _("Billable") if entry.billable else None,
        labelled(_("Agreed by"), agreed),
    )


def _technician(ident: str | None, names: Names) -> str | None:
    return labelled(_("Technician"), names.person(ident) if ident else None)


def _site(ident: str | None, names: Names) -> str | None:
    return labelled(_("Site"), names.site(ident) if ident else None)


def _parts(parts: Iterable[field.Part], names: Names) -> str | None:
    rows = []
    for part in parts:
        what = part.product or (names.component(part.component) if part.component else "-")
        swap = _("out {serial_out}, in {serial_in}").format(
            serial_out=part.serial_out or "-", serial_in=part.serial_in or "-"
        )
        rows.append(f"{what} ({swap})")
    return labelled(_("Parts"), ", ".join(rows))


def _operation_planned(entry: field.OperationPlanned, names: Names, wall: Wall) -> Deed:
    sentence = _("planned an operation, {when}").format(when=span(entry.start, entry.end, wall))
    touched = ", ".join(names.component(ident) for ident in entry.components)
    return deed(
        sentence, labelled(_("On"), touched), labelled(_("Risk"), entry.risk), labelled(_("Way back"), entry.rollback)
    )


def _operation_announced(entry: field.OperationAnnounced, names: Names, wall: Wall) -> Deed:
    sentence = _("announced the operation to the client, {when}").format(when=span(entry.start, entry.end, wall))
    return deed(sentence, labelled(_("To"), ", ".join(names.contact(ident) for ident in entry.to)), entry.text)


def _operation_done(entry: field.OperationDone, _names: Names, wall: Wall) -> Deed:
    sentence = _("took the operation back, {when}") if entry.rolled_back else _("carried the operation out, {when}")
    return deed(sentence.format(when=span(entry.start, entry.end, wall)), entry.text)


def _operation_cancelled(entry: field.OperationCancelled, _names: Names, _wall: Wall) -> Deed:
    return deed(_("called the operation off"), entry.text)


def _preventive_planned(entry: field.PreventivePlanned, _names: Names, wall: Wall) -> Deed:
    return deed(_("planned the visit, due {when}").format(when=wall.moment(entry.due)), "\n".join(entry.checklist))


def _preventive_done(entry: field.PreventiveDone, _names: Names, _wall: Wall) -> Deed:
    findings = "\n".join(
        f"- {finding.text}" + (f" ({finding.ref})" if finding.ref else "") for finding in entry.findings
    )
    return deed(_("made the visit"), entry.text, checked(entry.results), findings)


def _component_updated(entry: field.ComponentUpdated, names: Names, _wall: Wall) -> Deed:
    change = f"{entry.old or '-'} \N{RIGHTWARDS ARROW} {entry.new or '-'}"
    # A replacement names components where an update names versions.
    is_replaced = (entry.new or "").split(", ")[0] == entry.component
    sentence = _("replaced a component") if is_replaced else _("updated {component}")
    sentence = sentence.format(component=names.component(entry.component))
    return deed(with_detail(sentence, change), entry.text)


def _outage_started(entry: field.OutageStarted, names: Names, _wall: Wall) -> Deed:
    sentence = _("{service} goes down, as planned") if entry.planned else _("{service} is down")
    return deed(sentence.format(service=names.service(entry.service)), entry.text)


def _outage_ended(entry: field.OutageEnded, names: Names, _wall: Wall) -> Deed:
    return deed(_("{service} is back").format(service=names.service(entry.service)), entry.text)


def _alert(entry: field.Alert, _names: Names, _wall: Wall) -> Deed:
    sentence = _("the monitoring alerts again") if entry.state == "firing" else _("the monitoring sees it settled")
    return deed(sentence, entry.text)


TELLERS: Final[dict[type[Entry], Callable[[Any, Names, Wall], Deed]]] = {
    field.InterventionPlanned: _intervention_planned,
    field.InterventionMoved: _intervention_moved,
    field.InterventionCancelled: _intervention_cancelled,
    field.Intervention: _intervention,
    field.OperationPlanned: _operation_planned,
    field.OperationAnnounced: _operation_announced,
    field.OperationDone: _operation_done,
    field.OperationCancelled: _operation_cancelled,
    field.PreventivePlanned: _preventive_planned,
    field.PreventiveDone: _preventive_done,
    field.ComponentUpdated: _component_updated,
    field.OutageStarted: _outage_started,
    field.OutageEnded: _outage_ended,
    field.Alert: _alert,
}
"""One teller a type of entry."""
