"""The ends and renewals of contracts: what must be done by when, express renewals, the letter before a tacit one."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest


def on(desk, day: str) -> None:
    desk.now = datetime.fromisoformat(f"{day}T09:00").replace(tzinfo=ZoneInfo("Europe/Paris"))


def renewing(desk, days: str = "90d"):
    return [(one["slug"], one["outlook"]["event"], one["outlook"]["on"]) for one in due(desk, days)]


def due(desk, days: str = "90d"):
    return desk.ask("contract", "list", "--renewing", days)


def show(desk, slug: str, *more: str):
    return desk.ask("contract", "show", slug, *more)


def test_the_example_of_the_rules_is_alerted_on_6_june_2021(desk):
    desk.sell("acme-2018", "--start", "2018-09-27", "--months", "36")
    seen = {}
    for day in ("2021-05-01", "2021-06-05", "2021-06-06", "2021-09-26", "2021-09-27"):
        on(desk, day)
        seen[day] = renewing(desk, "0d")
    renews = [("acme-2018", "renews", "2021-09-27")]
    assert list(seen.values()) == [[], [], renews, renews, []]
    on(desk, "2021-05-01")
    assert due(desk, "60d")[0]["outlook"]["act_by"] == "2021-06-27"
    assert due(desk, "56d") == []


@pytest.mark.parametrize(
    ("start", "months", "after", "end"),
    [
        ("2024-01-31", "1", "2024-02-01", "2024-02-29"),
        ("2024-01-31", "1", "2032-05-31", "2032-06-30"),
        ("2024-02-29", "12", "2027-03-01", "2028-02-29"),
    ],
    ids=["the end of a month", "a hundred renewals", "a leap day"],
)
def test_terms_do_not_drift(desk, start, months, after, end):
    desk.sell("acme", "--start", start, "--months", months, "--renewal-months", months, "--notice-months", "0")
    term = show(desk, "acme", "--at", after)["term"]
    assert term["end"] == end
    if months == "1":
        assert term["index"] == (100 if after.startswith("2032") else 0)


def test_what_needs_somebody_comes_in_the_order_of_its_days(desk):
    desk.sell("a-tacit", "--start", "2026-02-01")
    desk.sell("b-express", "--start", "2026-01-01", "--renewal", "express", client="Bo")
    desk.sell("c-later", "--start", "2026-10-01", client="Co")
    desk.sell("d-upcoming", "--start", "2027-06-01", client="Do")
    assert renewing(desk) == [("b-express", "ends", "2027-01-01"), ("a-tacit", "renews", "2027-02-01")]
    said = desk.say("contract", "list", "--renewing", "90", "--lang", "en").splitlines()
    assert said[1].split() == ["b-express", "Bo", "ends", "1", "Jan", "2027", "-", "-"]
    assert desk.say("contract", "list", "--renewing", "0", "--client", "co", "--lang", "en") == (
        "No contract needs anybody until 23 Nov 2026.\n"
    )
    assert desk.refused("contract", "list", "--renewing", "bientôt")["code"] == "duration_not_understood"


def test_a_public_buyer_is_alerted_nine_months_before_its_renewals_are_used_up(desk):
    words = ["--legal", "public_buyer", "--max-renewals", "3", "--start", "2024-01-01"]
    desk.sell("mairie", *words, client="Mairie")
    seen = {}
    for day in ("2026-03-01", "2027-03-31", "2027-04-01", "2028-01-01"):
        on(desk, day)
        seen[day] = (show(desk, "mairie")["term"]["state"], [event for _, event, _ in renewing(desk, "0d")])
    assert seen == {
        "2026-03-01": ("active", []),
        "2027-03-31": ("active", []),
        "2027-04-01": ("ending", ["exhausted"]),
        "2028-01-01": ("exhausted", []),
    }


def test_an_express_contract_is_renewed_term_by_term_and_keeps_its_proof(desk):
    desk.sell("villa", "--start", "2026-01-31", "--months", "1", "--renewal", "express", "--renewal-months", "1")
    on(desk, "2026-02-20")
    assert show(desk, "villa")["term"]["end"] == "2026-02-28"
    data = desk.ask("contract", "renew", "villa", "--proof", "devis 114", "--text", "Signé au salon")
    assert data["renewals"] == [
        {"kind": "renewed", "on": "2026-02-20", "until": "2026-03-31", "proof": "devis 114", "text": "Signé au salon"},
    ]
    assert desk.trailer("Celyactl-Op") == "contract.renew"
    on(desk, "2026-04-10")
    answer = desk.run("contract", "renew", "villa", "--json", "--lang", "en")
    assert answer.warnings == ["villa had run out on 31 Mar 2026: it is renewed from then on, without a gap."]
    assert (answer.data["term"]["end"], answer.data["term"]["state"]) == ("2026-04-30", "ending")
    assert desk.refused("contract", "renew", "villa")["code"] == "renewed_ahead", "said twice"
    said = desk.say("contract", "renew", "villa", "--again", "--lang", "en")
    assert said == "villa: renewed until 30 May 2026 included\n"
    on(desk, "2026-04-20")
    error = desk.refused("contract", "renew", "villa")
    assert (error["code"], error["exit"]) == ("renewed_ahead", 65)
    assert "--again" in error["message"]
    on(desk, "2026-05-05")
    assert desk.ask("contract", "renew", "villa")["term"]["final_end"] == "2026-06-30"


@pytest.mark.parametrize(
    ("words", "then", "code"),
    [
        ([], [], "not_renewable"),
        (["--renewal", "none"], [], "not_renewable"),
        (["--renewal", "express", "--latest-end", "2027-11-23"], [], "renewed_already"),
        (["--renewal", "express", "--max-renewals", "0"], [], "renewed_already"),
        (["--renewal", "express"], ["contract", "end", "villa", "--on", "2027-05-01"], "renewed_already"),
    ],
)
def test_what_does_not_renew_by_an_act_is_refused(desk, words, then, code):
    desk.sell("villa", *words)
    if then:
        desk.ask(*then)
    error = desk.refused("contract", "renew", "villa")
    assert (error["code"], error["exit"]) == (code, 65)


def test_nothing_is_signed_in_the_future(desk):
    desk.sell("villa", "--renewal", "express")
    error = desk.refused("contract", "renew", "villa", "--on", "2026-11-24")
    assert (error["code"], error["exit"]) == ("sent_in_the_future", 65)


def test_a_protected_client_must_get_a_letter_and_is_free_without_one(desk):
    desk.sell("asso", "--start", "2026-01-01", "--legal", "non_professional", client="Asso")
    states = {}
    for day in ("2026-06-30", "2026-07-01", "2026-09-01", "2026-09-02", "2027-01-01"):
        on(desk, day)
        ahead = show(desk, "asso")["outlook"]
        states[day] = (ahead["notice"]["state"], ahead["free_since"])
    assert states == {
        "2026-06-30": ("ahead", None),
        "2026-07-01": ("due", None),
        "2026-09-01": ("due", None),
        "2026-09-02": ("missed", None),
        "2027-01-01": ("ahead", "2027-01-01"),
    }
    assert "at any time since 1 Jan 2027" in desk.say("contract", "show", "asso", "--lang", "en")
    on(desk, "2026-08-20")
    assert due(desk, "14d")[0]["outlook"]["act_by"] == "2026-09-01"


def test_a_professional_gets_no_letter(desk):
    desk.sell("acme", "--start", "2026-01-01")
    assert show(desk, "acme")["outlook"]["notice"] is None
    assert show(desk, "acme", "--at", "2030-01-01")["outlook"]["free_since"] is None


def test_a_letter_that_is_written_too_late_or_too_early_says_so(desk):
    desk.sell("asso", "--start", "2026-01-01", "--legal", "non_professional", client="Asso")
    words = ("contract", "notice", "asso", "--json", "--lang", "en")
    for day, said in (("2026-06-30", 1), ("2026-07-01", 0), ("2026-09-01", 0), ("2026-09-02", 1)):
        on(desk, day)
        warnings = desk.run(*words).warnings
        assert len(warnings) == said, day
        assert all(text.startswith("The law counts a letter sent from 1 Jul 2026 to 1 Sep") for text in warnings)
