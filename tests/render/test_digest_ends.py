"""What a digest lists as over: what came to an end in its days, by whichever way, once."""

from __future__ import annotations

from datetime import date

import pytest
import scenes

from celyactl import i18n
from celyactl.domain.digests import Period
from celyactl.domain.entries import conversation, lifecycle
from celyactl.domain.fold import refold
from celyactl.domain.words import Kind
from celyactl.render.digest import Account, digest_mail
from celyactl.render.everyday import Matter
from celyactl.render.jinja.environment import Workshop
from celyactl.render.names import Names

WEEK, NEXT = Period(date(2026, 11, 16), date(2026, 11, 23)), Period(date(2026, 11, 23), date(2026, 11, 30))
ENDS = {
    "Fait, à confirmer": (lifecycle.Resolve, {"public": True}),
    "Clos": (lifecycle.Close, {}),
    "Annulé": (lifecycle.Cancel, {"text": "Saisi deux fois."}),
}


@pytest.fixture
def journal():
    """A request that somebody works on."""
    made = scenes.Journal()
    made.open(scenes.at(16, "08:00"), title="Standard muet", kind=Kind.REQUEST)
    made.add(lifecycle.Start, scenes.at(16, "08:30"))
    return made


def over(period, journal):
    """The lines under the heading of what is over."""
    matter = Matter(refold(journal.ticket()), (), (), None, scenes.wall())
    names = Names(scenes.COMPANY, scenes.CLIENT)
    account = Account(period, [matter], [], scenes.COMPANY, names, scenes.wall(), "a" * 40)
    i18n.use("fr")
    text = digest_mail(account, "txt", Workshop(lambda _name: None))
    lines = text.partition("Ce qui est terminé\n")[2].splitlines()
    return [line.strip() for line in lines if scenes.REF in line]


@pytest.mark.parametrize("status", ENDS)
def test_what_is_over_is_told_in_the_days_in_which_it_ended_whatever_is_noted_later(journal, status):
    if status == "Clos":
        journal.add(lifecycle.Resolve, scenes.at(16, "09:00"), public=True)
    kind, fields = ENDS[status]
    journal.add(kind, scenes.at(17, "09:00"), **fields)
    said = [f"{scenes.REF}  Standard muet ({status})"]
    assert over(WEEK, journal) == said
    journal.add(conversation.Note, scenes.at(23, "09:00"), text="Facturé.")
    assert over(WEEK, journal) == said
    assert over(NEXT, journal) == []


def test_what_goes_on_again_is_not_over(journal):
    journal.add(lifecycle.Resolve, scenes.at(17, "09:00"), public=True)
    journal.add(lifecycle.Reopen, scenes.at(18, "09:00"))
    assert over(WEEK, journal) == []
