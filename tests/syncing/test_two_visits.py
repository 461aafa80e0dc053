"""Two clones that opened the tickets of one preventive visit: both stay, and whoever asks is told."""

from __future__ import annotations


def test_a_visit_that_two_clones_opened_is_told_until_one_ticket_is_called_off(pair):
    lea, karim = pair
    words = ["preventive", "plan", "acme-2026", "--visits", "1:12", "--since", "2026-01-01"]
    lea.ask(*words)
    lea.ask("sync")
    karim.ask("sync")
    refs = [desk.ask("preventive", "open", "--to", "2027-01-01")[0]["ref"] for desk in pair]
    for desk in (lea, karim, lea):
        desk.ask("sync")
    for desk in pair:
        answer = desk.run("preventive", "due", "--lang", "en", "--json")
        [visit] = answer.data
        [other] = set(refs) - {visit["ref"]}
        said = f"acme-2026: {visit['ref']} and {other} are tickets of one visit."
        assert answer.warnings == [f"{said} `celyactl ticket cancel {other} TEXT` leaves one."]
        assert desk.ask("preventive", "open", "--to", "2027-01-01") == []
    lea.ask("ticket", "cancel", other, "Doublon")
    assert lea.run("preventive", "due", "--json").warnings == []
