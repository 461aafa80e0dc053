"""`access create|list|revoke|rotate`: a code is shown once, stored hashed, and ends for good."""

from __future__ import annotations

import re
from contextlib import closing

import pypdfium2
import pytest
from furnishing import done_once

from celyactl.domain.access import understood
from celyactl.services.clients import hashing

CODE = re.compile(r"[0-9A-HJKMNP-TV-Z]{8}(-[0-9A-HJKMNP-TV-Z]{5}){4}")
CLIENT_FILE = "contracts/acme/client.yaml"


@pytest.fixture
@done_once
def acme(desk):
    desk.sell("acme-2026")
    return desk


def test_a_code_is_shown_once_and_stored_hashed(acme):
    made = acme.ask("access", "create", "acme-2026", "--contact", "claire", "--label", "Accueil")
    assert CODE.fullmatch(made["code"])
    assert made["public"] == made["code"][:8]
    assert (made["client"], made["contact"], made["label"], made["state"]) == ("acme", "claire", "Accueil", "open")
    code = understood(made["code"])
    secret_parts = made["code"].split("-")[1:]
    history = acme.git("log", "-p", "--all")
    assert made["public"] in history
    assert code.secret not in history
    assert not [part for part in secret_parts if part in history]
    stored = re.search(r'hash: "(.*)"', acme.read(CLIENT_FILE))[1]
    assert stored.startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    assert hashing.matches(stored, code.secret)
    assert not hashing.matches(stored, code.secret[::-1])
    assert acme.trailer("Celyactl-Op") == "access.create claire"
    assert acme.subjects()[0] == "acme: create access of claire"
    assert acme.ask("check")["findings"] == []


def test_the_list_tells_everything_but_the_secret(acme):
    made = acme.ask("access", "create", "acme-2026", "--contact", "claire", "--expires", "2027-01-01")
    answer = acme.run("access", "list", "acme-2026", "--json")
    assert [one["public"] for one in answer.data] == [made["public"]]
    assert answer.data[0]["expires"] == "2027-01-01"
    assert "argon2" not in answer.stdout
    assert made["code"][9:] not in answer.stdout
    assert "argon2" not in acme.run("client", "show", "acme", "--json").stdout
    assert made["public"] in acme.say("access", "list")


def test_a_revoked_code_stays_revoked(acme):
    made = acme.ask("access", "create", "acme-2026", "--contact", "claire")
    ended = acme.ask("access", "revoke", made["code"].lower())
    assert (ended["state"], ended["revoked"]) == ("revoked", "2026-11-23T09:00:00+01:00")
    assert acme.trailer("Celyactl-Op") == "access.revoke claire"
    before = acme.git("rev-parse", "HEAD")
    acme.ask("access", "revoke", made["public"])
    assert acme.git("rev-parse", "HEAD") == before
    assert acme.refused("access", "rotate", made["public"])["code"] == "access_revoked"


def test_a_new_code_takes_the_place_of_the_old_one_in_one_act(acme):
    old = acme.ask("access", "create", "acme-2026", "--contact", "claire", "--label", "Accueil")
    new = acme.ask("access", "rotate", old["public"], "--expires", "2027-01-01")
    assert (new["label"], new["expires"]) == ("Accueil", "2027-01-01")
    assert new["code"] != old["code"]
    assert [one["state"] for one in acme.ask("access", "list")] == ["revoked", "open"]
    assert acme.trailer("Celyactl-Op") == "access.rotate claire"


def test_the_state_follows_the_day_and_the_contact(acme):
    acme.ask("access", "create", "acme-2026", "--contact", "claire", "--expires", "2026-11-25")
    acme.now = acme.now.replace(day=25)
    assert acme.ask("access", "list")[0]["state"] == "expired"
    address = '    email: "claire@acme.example"\n'
    acme.edit(CLIENT_FILE, address, f'{address}    left: "2026-11-24"\n')
    assert acme.ask("access", "list")[0]["state"] == "gone"
    assert acme.refused("access", "create", "acme-2026", "--contact", "claire")["exit"] == 66


@pytest.mark.parametrize(
    ("words", "code", "status"),
    [
        (("create", "nulle-part", "--contact", "claire"), "unknown_contract", 66),
        (("create", "acme-2026", "--contact", "claude"), "unknown_contact", 66),
        (("create", "acme-2026", "--contact", "claire", "--expires", "2026-11-23"), "expires_too_soon", 2),
        (("revoke", "4F7K2QE8"), "unknown_access_code", 66),
        (("revoke", "\x1b[31m"), "unknown_access_code", 66),
        (("rotate", "4F7K2QE8"), "unknown_access_code", 66),
        (("list", "nulle-part"), "unknown_contract", 66),
    ],
)
def test_what_is_not_there_is_said(acme, words, code, status):
    error = acme.refused("access", *words)
    assert (error["code"], error["exit"]) == (code, status)
    assert "\x1b" not in error["message"]


def test_a_trial_gives_no_code(acme):
    trial = acme.ask("access", "create", "acme-2026", "--contact", "claire", "--dry-run")
    assert trial["code"] is None
    assert acme.ask("access", "list") == []
    assert CODE.search(acme.say("access", "create", "acme-2026", "--contact", "claire", "--dry-run")) is None
    assert CODE.search(acme.say("access", "create", "acme-2026", "--contact", "claire"))


def know_the_address(acme):
    acme.edit("desk.yaml", "coverages:", 'brand:\n  extranet: "https://support.celya.example"\ncoverages:')


def test_a_card_without_the_extranets_address_is_refused_and_one_with_it_is_named(acme, tmp_path):
    words = ("access", "create", "acme-2026", "--contact", "claire", "--card", str(tmp_path / "carte.pdf"))
    assert acme.refused(*words)["code"] == "no_extranet_address"
    assert acme.ask("access", "list") == []
    know_the_address(acme)
    assert "carte.pdf" in acme.say(*words)


def test_a_card_to_pin_on_the_wall_has_code_address_telephone_and_three_checks(acme, tmp_path):
    acme.edit("desk.yaml", "language: fr\n", 'language: fr\nout_of_hours_phone: "01 99 00 10 99"\n')
    know_the_address(acme)
    path = tmp_path / "carte.pdf"
    made = acme.ask("access", "create", "acme-2026", "--contact", "claire", "--card", str(path))
    assert made["card"] == str(path)
    text = words_of(path)
    for word in (made["code"], "https://support.celya.example", "01 99 00 10 99", "Trois choses à regarder d’abord"):
        assert word in text
    assert text.count("?") >= 3
    again = acme.ask("access", "rotate", made["public"], "--card", str(path))
    assert again["code"] in words_of(path)
    assert made["code"] not in words_of(path)


def test_no_code_is_made_when_its_card_has_no_place(acme, tmp_path):
    know_the_address(acme)
    head = acme.git("rev-parse", "HEAD")
    where = ("--card", str(tmp_path / "nulle-part" / "carte.pdf"))
    assert acme.refused("access", "create", "acme-2026", "--contact", "claire", *where)["code"] == "file_not_saved"
    assert acme.git("rev-parse", "HEAD") == head
    acme.ask("access", "create", "acme-2026", "--contact", "claire", "--dry-run", "--card", str(tmp_path / "x.pdf"))
    assert not (tmp_path / "x.pdf").exists()


def words_of(path):
    with closing(pypdfium2.PdfDocument(path)) as document:
        return "\n".join(page.get_textpage().get_text_range() for page in document)
