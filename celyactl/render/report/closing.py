"""The last parts of a report: the installation, the people on site, prepaid packs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from celyactl.i18n import gettext as _
from celyactl.i18n import marked, ngettext
from celyactl.render.ends import end_day, end_words
from celyactl.render.moments import full_date
from celyactl.render.report.amounts import NONE, hours, percent
from celyactl.render.report.blocks import facts, section, table, text
from celyactl.render.words import why_words

if TYPE_CHECKING:
    from datetime import date

    from celyactl.domain.figures.level1 import Level1Figures
    from celyactl.domain.figures.packs import PackFigures
    from celyactl.render.names import Names
    from celyactl.render.report.matter import Matter

_STATES: Final = {
    "valid": marked("valid"),
    "expiring": marked("ends soon"),
    "expired": marked("ran out"),
    "untrained": marked("no training on record"),
}


def closing(matter: Matter) -> tuple[dict[str, Any], ...]:
    """The parts, empty ones too."""
    return _installation(matter), _level1(matter), _packs(matter)


def _installation(matter: Matter) -> dict[str, Any]:
    installation, names = matter.figures.installation, matter.names
    updates = [
        [
            full_date(one.on),
            names.component(one.component),
            one.old or NONE,
            one.new,
            why_words(one.reason),
        ]
        for one in installation.updates
    ]
    versions = [
        [names.component(ident), _product(names, ident), version] for ident, version in installation.versions.items()
    ]
    ending = [[end_day(one.end), names.component(one.component), end_words(one.end)] for one in installation.ending]
    return section(
        _("Your installation"),
        facts([(_("Under the contract"), _equipment(installation.components))]),
        table(
            _("Updates made"),
            [_("Day"), _("Equipment"), _("Before"), _("After"), _("Why")],
            updates,
            [1.2, 2, 1, 1, 1.2],
        ),
        table(_versions(matter), [_("Equipment"), _("Product"), _("Version")], versions, [2, 1.5, 1]),
        table(_("What reaches its end"), [_("Day"), _("Equipment"), _("What")], ending, [1.4, 2, 1.6]),
        text(_announced(installation.announced_on)) if ending else None,
    )


def _versions(matter: Matter) -> str:
    """Those of a period that is over may have been followed by others."""
    return _("Versions at the end of the period") if matter.period.end <= matter.today else _("Versions now")


def _equipment(count: int) -> str:
    return ngettext("{n} piece of equipment", "{n} pieces of equipment", count).format(n=count) if count else ""


def _product(names: Names, ident: str) -> str:
    card = names.component_card(ident)
    return (card.product if card else None) or NONE


def _announced(day: date) -> str:
    return _("Ends of support are those that the makers had announced on {day}.").format(day=full_date(day))


def _level1(matter: Matter) -> dict[str, Any]:
    level1 = matter.figures.level1
    rows = [
        [
            matter.names.contact(one.contact),
            one.topic or NONE,
            full_date(one.on) if one.on else NONE,
            _(_STATES[one.state]) + (f" ({full_date(one.expires)})" if one.expires else ""),
        ]
        for one in level1.people
    ]
    headings = [_("Contact"), _("Training"), _("Day"), _("State")]
    return section(
        _("Your own contacts"),
        facts([(_("Settled without us"), _share(level1))]),
        table(_("Trainings"), headings, rows, [1.4, 2, 1.1, 1.5]),
    )


def _share(level1: Level1Figures) -> str:
    share = level1.share
    if not share.settled:
        return ""
    said = _("{met} of {count}").format(met=len(share.solved), count=len(share.settled))
    return said if share.rate is None else f"{said} ({percent(share.rate * 100)})"


def _packs(matter: Matter) -> dict[str, Any]:
    rows = [
        [
            full_date(one.bought),
            full_date(one.expires) if one.expires else NONE,
            *(_amount(one, value) for value in (one.size, one.drawn, one.left)),
        ]
        for one in matter.figures.packs
    ]
    headings = [_("Bought"), _("Valid until"), _("Size"), _("Drawn over the period"), _("Left")]
    return section(_("Your pack"), table(_("Packs"), headings, rows, [1.2, 1.2, 1, 1.2, 1], [2, 3, 4]))


def _amount(one: PackFigures, value: int) -> str:
    return str(value) if one.unit == "tickets" else hours(value)
