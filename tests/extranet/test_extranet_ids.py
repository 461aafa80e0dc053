"""Every id of another client in every place of every route: path, query and body. Nothing of theirs comes, or changes.

Made from the route table and from the names of the fields that the pages show, so that a new page is tried by itself.
"""

from __future__ import annotations

import re
from hashlib import sha256

import pytest

from celyactl.extranet.routes import ROUTES

THEIRS, INSIDE = "MARQUE-BACH", "MARQUE-INTERNE"
SITE = """sites:
  - id: {client}-siege
    name: "Siège {mark}"
    access: "Code du portail {inside}"
    remote_access:
      - method: "Bastion"
        endpoint: "{inside}.example"
        secret_kept: "Coffre {inside}"
components:
  - id: {client}-ipbx
    kind: pbx
    name: "IPBX {mark}"
    site: {client}-siege
"""
NAMED = ("q", "contract", "site", "component", "client", "contact", "ref", "file", "page", "year", "status", "token")
"""Names of queries that pages have, or may come to have."""


def furnished(desk, client, manager, mark):
    """A client with a site, a component, a ticket, entries and files of every sort; gives all their ids."""
    path = desk.path / f"contracts/{client}/client.yaml"
    text = SITE.format(client=client, mark=mark, inside=INSIDE)
    note = f'  - id: "{manager}"\n'
    assert note in path.read_text(encoding="utf-8")
    path.write_text(path.read_text(encoding="utf-8").replace(note, f'{note}    note: "{INSIDE}"\n') + text)
    contract = desk.path / f"contracts/{client}/{client}-2026.yaml"
    contract.write_text(contract.read_text(encoding="utf-8") + f'title: "Contrat {mark}"\n')
    desk.git("commit", "-qam", "by hand")
    words = ("--contract", f"{client}-2026", "--component", f"{client}-ipbx", "--requester", manager)
    ref = desk.ask("ticket", "new", "--title", f"Panne {mark}", *words)["ref"]
    desk.ask("ticket", "note", ref, f"Interne {INSIDE}")
    for name, words in ((mark, ["--public"]), (INSIDE, [])):
        (desk.path.parent / f"{name}.txt").write_text(f"{client} {name}")
        desk.ask("ticket", "attach", ref, str(desk.path.parent / f"{name}.txt"), *words)
    when = ("--start", "2026-11-25 14:00", "--end", "15:30")
    desk.ask("intervention", "plan", ref, "--mode", "onsite", *when, "--summary", f"Visite {mark}", "--public")
    files = [sha256(f"{client} {name}".encode()).hexdigest() for name in (mark, INSIDE)]
    public = desk.ask("access", "list", f"{client}-2026")[0]["public"]
    return [ref, *files, f"{client}-2026", f"{client}-siege", f"{client}-ipbx", client, manager, public]


def shown(browser):
    """Opens every page without a name in its address; gives the names of all fields."""
    pages = [browser.get(one.path) for one in ROUTES if one.method == "GET" and one.page and "{" not in one.path]
    return {name for page in pages for name in re.findall(r'\bname="([^"]+)"', page.text)} | {*NAMED}


@pytest.mark.parametrize("who", ["acme:claire", "acme:paul"])
def test_no_id_of_another_client_leads_anywhere(extranet, who):
    desk = extranet.desk
    mine = furnished(desk, "acme", "claire", "MARQUE-ACME")
    theirs = furnished(desk, "bach", "berta", THEIRS)
    if who == "acme:paul":
        theirs += [one for one in mine if one.startswith("CEL-")]
    browser, before = extranet.browser(who), desk.git("rev-parse", "HEAD")
    fields = shown(browser)
    browser.get("/")
    token = browser.token
    for route in ROUTES:
        if route.page is None:
            continue
        for ident in theirs:
            where = re.sub(r"\{[^}]+\}", ident, route.path)
            everywhere = dict.fromkeys(fields - {"token"}, ident)
            if route.method == "GET":
                browser.get(where, params=everywhere)
            else:
                browser.post(where, **{**everywhere, "token": token, "kind": "incident", "priority": "P3"})
    _nothing_came(browser, who)
    _nothing_changed(desk, before)


def _nothing_came(browser, who):
    everything = "\n".join(browser.seen)
    assert THEIRS not in everything
    assert INSIDE not in everything
    assert ("Panne MARQUE-ACME" in everything) == (who == "acme:claire")


def _nothing_changed(desk, before):
    """What was recorded, if anything, is of Acme alone."""
    changed = desk.git("diff", before, "HEAD")
    assert [line for line in changed.splitlines() if line.startswith("+") and ("bach" in line or "berta" in line)] == []
    assert desk.git("diff", "--name-only", before, "HEAD", "--", "contracts") == ""
    assert desk.ask("check")["findings"] == []
