"""The pages on what was agreed, what is installed, who comes when; the list, its file; ratings; the calendar."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

PAGES = ("/", "/tickets", "/new", "/planned", "/contract", "/components", "/availability", "/reports", "/people")
FEED = re.compile(r"https://support\.celya\.example(/calendar/[\w-]+\.ics)")


def opened(desk, title, requester, *words):
    said = ("--contract", "acme-2026", "--title", title, "--requester", requester)
    return desk.ask("ticket", "new", *said, *words)["ref"]


@pytest.mark.parametrize("who", ["acme:claire", "acme:paul"])
@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_page_is_there_for_everybody_in_both_languages(extranet, who, language):
    browser = extranet.browser(who)
    browser.get("/people")
    assert browser.post("/people/language", language=language).status_code == 303
    for path in PAGES:
        assert browser.get(path).status_code == 200, path
        assert f'<html lang="{language}">' in browser.page.text
        assert browser.page.text.count("<h1>") == 1


def test_the_language_is_a_commit_of_the_contact(extranet):
    desk, paul = extranet.desk, extranet.browser("acme:paul")
    paul.get("/people")
    paul.post("/people/language", language="en")
    assert desk.trailer("Celyactl-Actor") == "acme:paul"
    head = desk.git("rev-parse", "HEAD")
    paul.get("/people")
    assert "Good day" not in paul.text
    paul.post("/people/language", language="xx")
    assert desk.git("rev-parse", "HEAD") == head
    assert desk.ask("audit", "verify")["findings"] == []


def test_the_contract_and_the_installation_are_told_in_everyday_words(extranet):
    desk, paul = extranet.desk, extranet.browser("acme:paul")
    words = ("--kind", "pbx", "--name", "Standard <b>", "--product", "Asterisk", "--version", "20.9")
    desk.ask("component", "add", "acme", "ipbx", *words, "--end-of-life", "2027-06-01")
    paul.get("/contract")
    assert "lundi à vendredi 08:00\N{EN DASH}18:00" in paul.text
    assert "Plus personne ne peut téléphoner" in paul.text
    assert "P1" not in paul.text
    paul.get("/components")
    assert "Standard <b>" in paul.text
    assert "<b>" not in paul.page.text
    assert "20.9" in paul.text
    assert "standard téléphonique" in paul.text
    assert "PBX" not in paul.text
    assert "1er\xa0juin\xa02027" in paul.text
    assert 'href="/new?component=ipbx"' in paul.page.text
    paul.get("/new?component=ipbx&site=nulle-part")
    assert re.search(r'value="ipbx" selected', paul.page.text)
    fields = {"title": "Muet", "kind": "incident", "priority": "P1", "contract": "acme-2026"}
    number = paul.number
    assert paul.send("/new", number=number, component="autre", **fields).status_code == 404
    paul.get("/new")
    answer = paul.send("/new", number=number, component="ipbx", **fields)
    assert desk.ask("ticket", "show", answer.headers["location"].rpartition("/")[2])["components"] == ["ipbx"]


def test_notice_is_not_spoken_of_once_it_is_too_late_for_it(extranet):
    paul = extranet.browser("acme:paul")
    paul.get("/contract")
    assert "sauf si l’un de nous y met fin" in paul.text
    extranet.desk.now = extranet.desk.now.replace(year=extranet.desk.now.year + 1, day=1)
    for _ in range(12):
        extranet.desk.now += timedelta(days=30)
        paul.sign_in(extranet.codes["acme:paul"])
        paul.get("/contract")
        if "Il se reconduit ensuite" in paul.text:
            break
    assert "Il se reconduit ensuite de lui-même." in paul.text
    assert "sauf si" not in paul.text


@pytest.mark.parametrize(
    ("who", "told"),
    [("acme:claire", "Aucun rapport n’est encore approuvé."), ("acme:paul", "Les rapports sont pour celles et ceux")],
)
def test_without_a_report_the_page_says_why(extranet, who, told):
    somebody = extranet.browser(who)
    somebody.get("/reports")
    assert told in somebody.text


def test_a_pack_says_what_is_left_and_people_who_stands_in_for_whom(extranet):
    desk, paul = extranet.desk, extranet.browser("acme:paul")
    desk.ask("contract", "new", "acme-carnet", "--client", "Acme", "--type", "pack")
    paul.get("/contract")
    assert "Il vous reste" not in paul.text
    desk.ask("contract", "pack", "acme-carnet", "--tickets", "2")
    words = ("--contract", "acme-carnet", "--kind", "request", "--title", "Ajouter un poste")
    for said in ("Il vous reste 2 tickets", "Il vous reste 1 ticket ", "Il ne vous reste rien"):
        paul.get("/contract")
        assert said in paul.text
        desk.ask("ticket", "new", *words)
    away = 'replaced_by:\n      - contact: "paul"\n        since: "2026-11-01"\n        until: "2026-12-01"\n'
    desk.edit(
        "contracts/acme/client.yaml",
        '    email: "claire@acme.example"\n',
        f'    email: "claire@acme.example"\n    {away}',
    )
    paul.get("/people")
    assert "En son absence\u00a0: Paul Noir, jusqu’au 30 nov. 2026 inclus" in paul.text
    desk.now += timedelta(days=8)
    paul = extranet.browser("acme:paul")
    paul.get("/people")
    assert "En son absence" not in paul.text


def test_lists_keep_a_date_on_one_line_and_tables_keep_it_as_it_is(extranet):
    opened(extranet.desk, "Muet", "paul")
    paul = extranet.browser("acme:paul")
    for path in ("/", "/tickets", "/contract"):
        paul.get(path)
        assert "\xa02026" in paul.text
        assert re.findall(r"\w{3,4}\.? 2026", paul.text) == []
    table = paul.http.get("/tickets.csv").text
    assert "23 nov. 2026" in table
    assert "\xa02026" not in table


def test_who_comes_when_stands_on_top_and_in_a_calendar_that_ends(extranet):
    desk, paul, claire = extranet.desk, extranet.browser("acme:paul"), extranet.browser("acme:claire")
    ref = opened(desk, "Remplacer, le; poste", "paul")
    window = ("--mode", "onsite", "--start", "2026-11-25T14:00", "--end", "2026-11-25T16:00", "--technician", "nadia")
    desk.ask("intervention", "plan", ref, *window, "--public")
    hidden = opened(desk, "Secret de Claire", "claire")
    desk.ask("intervention", "plan", hidden, *window, "--public")
    for path in ("/", "/planned", f"/tickets/{ref}"):
        paul.get(path)
        assert "Nadia Roussel" in paul.text
        assert "25 nov. 2026, de 14:00 à 16:00" in paul.text.replace("\xa0", " ")
    paul.get("/planned")
    assert "Secret de Claire" not in paul.text
    paul.post("/planned/calendar")
    feed = FEED.search(paul.text)[1]
    reader = extranet.browser()
    answer = reader.get(feed)
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    assert answer.headers["content-disposition"].startswith("attachment")
    events = answer.text.replace("\r\n ", "")
    assert "DTSTART:20261125T130000Z" in events
    assert "Remplacer\\, le\\; poste" in events
    assert "Secret de Claire" not in events
    paul.post("/planned/calendar")
    assert reader.get(feed).status_code == 404
    feed = FEED.search(paul.text)[1]
    assert reader.get(feed).status_code == 200
    paul.get("/planned")
    assert feed not in paul.page.text
    paul.post("/planned/calendar/end")
    assert reader.get(feed).status_code == 404
    claire.get("/planned")
    claire.post("/planned/calendar")
    feed = FEED.search(claire.text)[1]
    assert "Secret de Claire" in reader.get(feed).text
    desk.ask("access", "revoke", extranet.codes["acme:claire"][:8])
    assert reader.get(feed).status_code == 404
    assert reader.get("/calendar/x.ics").status_code == 404


def test_a_closed_ticket_is_judged_once(extranet):
    desk, paul = extranet.desk, extranet.browser("acme:paul")
    ref = opened(desk, "Écho", "paul", "--kind", "request")
    paul.get(f"/tickets/{ref}")
    assert paul.post(f"/tickets/{ref}/rate", score="5").status_code == 422
    desk.ask("ticket", "start", ref)
    desk.ask("ticket", "resolve", ref, "Fait")
    desk.ask("ticket", "confirm", ref)
    paul.get(f"/tickets/{ref}")
    assert "Comment cela s’est-il passé" in paul.text
    assert paul.post(f"/tickets/{ref}/rate", score="9").status_code == 422
    assert paul.post(f"/tickets/{ref}/rate", score="4", text="Merci").status_code == 303
    paul.get(f"/tickets/{ref}")
    assert "4 sur 5" in paul.text
    assert "Comment cela s’est-il passé" not in paul.text
    assert desk.ask("ticket", "show", ref)["journal"][-1]["score"] == 4


def test_the_list_is_filtered_in_pages_and_goes_as_a_file_whose_cells_cannot_run(extranet, monkeypatch):
    desk, claire = extranet.desk, extranet.browser("acme:claire")
    ref = opened(desk, "=HYPERLINK(1)", "paul")
    desk.ask("ticket", "note", ref, "motinterne")
    done = opened(desk, "Déjà fait", "claire", "--kind", "request")
    desk.ask("ticket", "cancel", done, "Doublon")
    for query, found in (
        ("?state=open", {"=HYPERLINK(1)"}),
        ("?state=over", {"Déjà fait"}),
        ("?kind=request", {"Déjà fait"}),
        ("?q=deja", {"Déjà fait"}),
        (f"?q={ref[-7:]}", {"=HYPERLINK(1)"}),
        ("?q=motinterne", set()),
        ('?q=%22%29+OR+"', set()),
        ("?q=%22", set()),
        ("?site=ailleurs", set()),
        ("?page=2", set()),
        ("?page=-1&state=x%27", {"=HYPERLINK(1)", "Déjà fait"}),
    ):
        claire.get(f"/tickets{query}")
        assert {title for title in ("=HYPERLINK(1)", "Déjà fait") if title in claire.text} == found, query
    answer = claire.get("/tickets.csv?state=open")
    assert answer.headers["content-disposition"] == "attachment; filename*=UTF-8''tickets.csv"
    rows = answer.text.lstrip("\ufeff").splitlines()
    assert len(rows) == 2
    assert rows[1].startswith(f"{ref},'=HYPERLINK(1),")
    assert "En tableau (CSV)" in claire.text
    monkeypatch.setattr("celyactl.extranet.pages._IN_A_FILE", 52)
    for number in range(51):
        opened(desk, f"Nombre {number}", "paul")
    claire.get("/tickets")
    assert claire.page.text.count('href="/tickets/CEL') == 50
    assert 'href="/tickets?page=2"' in claire.page.text
    assert "Les 52 derniers en tableau (CSV)" in claire.text
    assert len(claire.get("/tickets.csv").text.splitlines()) == 1 + 52
    claire.get("/tickets?page=2")
    assert claire.page.text.count('href="/tickets/CEL') == 3
    assert 'href="/tickets"' in claire.page.text


def test_an_open_page_asks_where_it_stands_and_keeps_nobody_signed_in(extranet):
    desk, paul = extranet.desk, extranet.browser("acme:paul")
    ref = opened(desk, "Écho", "paul")
    paul.get(f"/tickets/{ref}")
    assert f'hx-get="/tickets/{ref}/standing"' in paul.page.text
    assert "&quot;allowEval&quot;:false" in paul.page.text
    part = paul.http.get(f"/tickets/{ref}/standing")
    assert part.text.startswith("<section")
    assert "<html" not in part.text
    desk.ask("ticket", "ack", ref)
    assert "Pris en charge" in paul.http.get(f"/tickets/{ref}/standing").text
    for _ in range(4):
        desk.now += timedelta(minutes=10)
        answer = paul.http.get(f"/tickets/{ref}/standing", follow_redirects=False)
    assert (answer.status_code, answer.text) == (204, "")


def test_level_1_is_asked_to_look_first_where_the_contract_says_so(extranet):
    desk, paul = extranet.desk, extranet.browser("acme:paul")
    desk.ask("component", "add", "acme", "poste", "--kind", "handset", "--name", "Poste 12")
    lists = "checklists:\n  - id: muet\n    title: Muet\n    items:\n      - Câble\n      - Voyant\n"
    (desk.path / "desk.yaml").write_text(
        (desk.path / "desk.yaml").read_text() + lists + "    component_kinds:\n      - handset\n    level1: true\n"
    )
    desk.git("commit", "-qam", "lists")
    paul.get("/new")
    assert "Voyant" not in paul.text
    desk.ask("contract", "edit", "acme-2026", "--set", "sla.level1_first=true")
    paul.get("/new")
    assert "Voyant" in paul.text
    fields = {"title": "Muet", "kind": "incident", "priority": "P3", "contract": "acme-2026", "check-muet-1": "1"}
    answer = paul.send("/new", number=paul.number, **fields)
    entry = desk.ask("ticket", "show", answer.headers["location"].rpartition("/")[2])["journal"][0]
    assert [(one["item"], one["done"]) for one in entry["checks"]] == [("Câble", False), ("Voyant", True)]


def test_a_page_is_kept_for_its_session_and_its_commit_only(extranet):
    desk, paul, claire = extranet.desk, extranet.browser("acme:paul"), extranet.browser("acme:claire")
    opened(desk, "Secret de Claire", "claire")
    for _ in range(2):
        claire.get("/tickets")
        assert "Secret de Claire" in claire.text
        paul.get("/tickets")
        assert "Secret de Claire" not in paul.text
    assert paul.token != claire.token
    opened(desk, "Tout neuf", "paul")
    paul.get("/tickets")
    assert "Tout neuf" in paul.text


def test_a_page_that_was_made_a_moment_ago_needs_nothing_of_the_desk_but_its_head(extranet):
    desk, paul, claire = extranet.desk, extranet.browser("acme:paul"), extranet.browser("acme:claire")
    opened(desk, "Écho", "paul")
    paul.get("/tickets")
    objects = desk.path / ".git" / "objects"
    objects.rename(objects.with_name("elsewhere"))
    assert "Écho" in paul.get("/tickets").text
    claire.http.cookies.clear()
    assert claire.get("/tickets").status_code == 303
    desk.now += timedelta(minutes=31)
    assert paul.get("/tickets").status_code == 303
