"""Signing in, staying in and being kept out: sessions, limits, forged forms, headers."""

from __future__ import annotations

import sqlite3
import threading
from datetime import timedelta

import pytest

from celyactl.errors.machine import MachineFileWrong
from celyactl.extranet.app import application
from celyactl.extranet.limits import MOST, Limits
from celyactl.extranet.sessions import IDLE, LONGEST, Sessions
from celyactl.extranet.site import Settings
from celyactl.extranet.state import State
from celyactl.services.clients import hashing

ADDRESS = "https://support.celya.example"
WRONG = "0" * 20


def tried(extranet, code):
    browser = extranet.browser()
    return browser.sign_in(code)


def test_every_code_that_opens_nothing_is_answered_alike(extranet, monkeypatch):
    desk, codes = extranet.desk, extranet.codes
    desk.ask("access", "revoke", codes["acme:claire"])
    desk.ask("access", "rotate", codes["bach:berta"], "--expires", "2026-11-24")
    expired = desk.ask("access", "list", "bach-2026")[-1]["public"]
    hashed, judge = [], hashing.matches
    monkeypatch.setattr(hashing, "matches", lambda stored, secret: hashed.append(stored) or judge(stored, secret))
    desk.now += timedelta(days=2)
    bad = [codes["acme:claire"], codes["acme:paul"][:9] + WRONG, "A" * 28, "", "x" * 60, expired + WRONG, "é"]
    answers = [tried(extranet, code) for code in bad]
    assert {answer.status_code for answer in answers} == {401}
    pages = {answer.text.replace(browser_token(answer), "") for answer in answers}
    assert len(pages) == 1
    assert len(hashed) == len(bad)
    assert all(stored.startswith("$argon2id$v=19$m=19456,t=2,p=1$") for stored in hashed)


def browser_token(answer):
    return answer.text.partition('name="token" value="')[2].partition('"')[0]


def test_too_many_failures_with_one_code_are_429_for_a_while_even_after_a_restart(extranet):
    code = extranet.codes["acme:paul"]
    wrong = code[:9] + WRONG
    assert [tried(extranet, wrong).status_code for _ in range(7)] == [401] * 5 + [429] * 2
    last = tried(extranet, code)
    assert (last.status_code, last.headers["retry-after"]) == (429, "900")
    extranet.begun_anew()
    assert tried(extranet, code).status_code == 429
    assert tried(extranet, extranet.codes["acme:claire"]).status_code == 303
    extranet.desk.now += timedelta(minutes=16)
    assert tried(extranet, code).status_code == 303


def test_failures_from_one_address_and_all_together_are_limited(tmp_path):
    most = {**MOST, "all": 30}
    limits = Limits(State(tmp_path / "state"), most)
    assert sum(limits.begin(f"CODE{n}", "192.0.2.1", 1000) is not None for n in range(25)) == MOST["address"]
    begun = [limits.begin(f"C{n}", f"192.0.2.{n}", 1000) for n in range(15)]
    assert sum(one is not None for one in begun) == most["all"] - MOST["address"]
    again = Limits(State(tmp_path / "state"), most)
    assert again.begin("AUTRE", "203.0.113.7", 1000) is None
    assert again.begin("AUTRE", "192.0.2.1", 1000 + 14 * 60) is None
    assert limits.begin("X", "198.51.100.1", 1000 + 15 * 60) is not None


def test_a_machine_may_admit_more_failures_or_fewer(extranet, tmp_path, monkeypatch):
    config = tmp_path / "config.toml"
    config.write_text("[extranet]\nfailures = { code = 2 }\n")
    monkeypatch.setenv("CELYACTL_CONFIG", str(config))
    extranet.begun_anew()
    wrong = extranet.codes["acme:paul"][:9] + WRONG
    assert [tried(extranet, wrong).status_code for _ in range(3)] == [401, 401, 429]
    for bad in ("code = 0", 'code = "5"', "code = true", "codes = 5"):
        config.write_text(f"[extranet]\nfailures = {{ {bad} }}\n")
        with pytest.raises(MachineFileWrong, match=r"extranet\.failures"):
            application(Settings(extranet.desk.path, ADDRESS, lambda: extranet.desk.now))


def test_attempts_at_once_get_no_more_tries_than_one_after_the_other(tmp_path):
    limits, admitted = Limits(State(tmp_path / "state")), []
    threads = [
        threading.Thread(target=lambda: admitted.append(limits.begin("CODE", "192.0.2.1", 1000))) for _ in range(16)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(one is not None for one in admitted) == MOST["code"]


def test_success_is_no_failure(extranet):
    assert {tried(extranet, extranet.codes["acme:paul"]).status_code for _ in range(8)} == {303}


def test_a_session_goes_on_by_pages_that_were_made_already(extranet):
    paul = extranet.browser("acme:paul")
    for _ in range(100):
        extranet.desk.now += timedelta(seconds=20)
        assert paul.get("/tickets").status_code == 200


def test_a_session_ends_idle_old_or_with_its_code(extranet):
    desk, paul, claire = extranet.desk, extranet.browser("acme:paul"), extranet.browser("acme:claire")
    for _ in range(3):
        desk.now += timedelta(minutes=25)
        assert paul.get("/").status_code == 200
    assert claire.get("/").status_code == 303
    desk.ask("access", "revoke", extranet.codes["acme:paul"])
    assert paul.get("/").headers["location"] == "/sign-in"


def test_no_session_lasts_longer_than_twelve_hours(tmp_path):
    sessions = Sessions(State(tmp_path / "state"))
    ident = sessions.begin("CODE", "acme", "paul", 0)
    for now in range(0, LONGEST, IDLE - 60):
        assert sessions.of(ident, now).contact == "paul"
    assert sessions.of(ident, LONGEST) is None
    assert sessions.of("autre", 10) is None


def test_a_contact_who_left_is_out(extranet):
    paul = extranet.browser("acme:paul")
    address = '    email: "paul@acme.example"\n'
    extranet.desk.edit("contracts/acme/client.yaml", address, f'{address}    left: "2026-11-23"\n')
    assert paul.get("/").headers["location"] == "/sign-in"
    assert tried(extranet, extranet.codes["acme:paul"]).status_code == 401


def test_the_cookie_is_the_hosts_own_new_at_each_sign_in_and_kept_hashed(extranet):
    browser = extranet.browser()
    answers = [browser.sign_in(extranet.codes["acme:paul"]) for _ in range(2)]
    cookies = [answer.headers["set-cookie"] for answer in answers]
    for cookie in cookies:
        assert cookie.startswith("__Host-session=")
        assert {"httponly", "secure", "path=/", "samesite=lax"} <= {part.strip().lower() for part in cookie.split(";")}
        assert "domain" not in cookie.lower()
    idents = [cookie.partition("=")[2].partition(";")[0] for cookie in cookies]
    assert idents[0] != idents[1]
    path = extranet.desk.path / ".git" / "celyactl" / "extranet.sqlite3"
    assert path.stat().st_mode & 0o777 == 0o600
    with sqlite3.connect(path) as file:
        rows = str(file.execute("SELECT * FROM sessions").fetchall())
    assert not [ident for ident in idents if ident in rows]
    old = extranet.browser()
    old.http.cookies.set("__Host-session", idents[0], domain="support.celya.example")
    assert old.get("/").status_code == 303


@pytest.mark.parametrize("path", ["/new", "/sign-out", "/sign-in"])
@pytest.mark.parametrize("forged", ["", "x", "0" * 64])
def test_a_forged_form_is_refused_and_records_nothing(extranet, path, forged):
    paul, head = extranet.browser("acme:paul"), extranet.desk.git("rev-parse", "HEAD")
    paul.get("/new")
    answer = paul.post(path, token=forged, number="1", title="x", kind="incident", priority="P3", contract="acme-2026")
    assert answer.status_code == 403
    assert 'href="/"' in answer.text
    assert extranet.desk.git("rev-parse", "HEAD") == head
    assert paul.get("/").status_code == 200


@pytest.mark.parametrize(
    "header", [{"origin": "https://evil.example"}, {"sec-fetch-site": "cross-site"}, {"origin": "null"}]
)
def test_a_form_of_another_site_is_refused(extranet, header):
    paul = extranet.browser("acme:paul")
    paul.get("/")
    token = paul.token
    answer = paul.http.post("/sign-out", data={"token": token}, headers=header, follow_redirects=False)
    assert answer.status_code == 403


def test_the_token_of_another_session_does_not_do(extranet):
    paul, claire = extranet.browser("acme:paul"), extranet.browser("acme:claire")
    claire.get("/")
    assert paul.post("/sign-out", token=claire.token).status_code == 403


def test_too_much_at_once_is_413_with_a_way_back(extranet):
    paul = extranet.browser("acme:paul")
    paul.get("/new")
    answer = paul.post("/new", text="x" * 1_000_000)
    assert answer.status_code == 413
    assert 'href="/"' in answer.text


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("path", ["/tickets/CEL-2600-0000000", "/nowhere"])
def test_what_did_not_work_is_told_with_the_menu_of_who_is_signed_in(extranet, path, language):
    paul = extranet.browser("acme:paul")
    paul.get("/people")
    paul.post("/people/language", language=language)
    assert paul.get(path).status_code == 404
    assert 'href="/tickets"' in paul.text
    assert {"fr": "Se déconnecter", "en": "Sign out"}[language] in paul.text
    stranger = extranet.browser()
    assert stranger.get("/nowhere").status_code == 404
    assert 'href="/tickets"' not in stranger.text


def test_a_refused_form_leads_on_and_one_can_sign_out_of_its_page(extranet):
    paul = extranet.browser("acme:paul")
    assert paul.post("/people/language", token="wrong", language="en").status_code == 403
    assert 'href="/tickets"' in paul.text
    assert paul.post("/sign-out").status_code == 303
    assert paul.get("/").status_code == 303


def test_a_form_in_another_form_is_refused(extranet):
    paul = extranet.browser("acme:paul")
    assert paul.http.post("/sign-out", json={"token": "x"}).status_code == 415
    fields = {f"f{n}": "x" for n in range(200)}
    assert paul.http.post("/sign-out", data=fields).status_code == 400


@pytest.mark.parametrize(
    "host", ["evil.example", "support.celya.example.evil", "supportXcelya.example", "x.support.celya.example"]
)
def test_by_another_name_nobody_gets_more_than_the_right_address(extranet, host):
    browser, head = extranet.browser("acme:paul"), extranet.desk.git("rev-parse", "HEAD")
    browser.get("/new")
    for answer in (
        browser.http.get("/tickets", headers={"host": host}),
        browser.http.post("/new", data={"token": browser.token, "title": "x"}, headers={"host": host}),
    ):
        assert answer.status_code == 421
        assert f'href="{ADDRESS}"' in answer.text
        assert "Paul" not in answer.text
    assert browser.get("/health", headers={"host": host}).text == "ok"
    assert extranet.desk.git("rev-parse", "HEAD") == head


@pytest.mark.parametrize("path", ["/", "/sign-in", "/nulle-part", "/brand.css", "/static/extranet.css"])
def test_every_answer_carries_the_headers_of_safety(extranet, path):
    answer = extranet.browser("acme:paul").get(path)
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert {"base-uri 'none'", "form-action 'self'", "frame-ancestors 'none'"} <= set(policy.split("; "))
    assert "unsafe" not in policy
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["referrer-policy"] == "same-origin"
    assert answer.headers["strict-transport-security"] == "max-age=31536000; includeSubDomains"
    assert not [name for name in answer.headers if name.startswith("access-control")]
    assert path.startswith("/static/") or answer.headers["cache-control"] == "no-store"
    assert "style=" not in answer.text
    assert "<style" not in answer.text


@pytest.mark.parametrize("method", ["TRACE", "PUT", "PATCH", "DELETE", "OPTIONS", "CONNECT"])
def test_other_methods_are_not_answered(extranet, method):
    paul = extranet.browser("acme:paul")
    answer = paul.http.request(method, "/tickets", headers={"x-secret": "sésame".encode()})
    assert answer.status_code in {204, 405}
    assert "sésame" not in answer.text


@pytest.mark.parametrize("path", ["/health", "/tickets", "/nulle-part"])
def test_who_asks_for_the_head_only_gets_it(extranet, path):
    paul = extranet.browser("acme:paul")
    head, whole = paul.http.head(path), paul.http.get(path)
    assert (head.status_code, head.text) == (whole.status_code, "")
    assert head.headers["content-type"] == whole.headers["content-type"]


def test_a_mistake_inside_shows_nothing_of_it(extranet, monkeypatch):
    paul = extranet.browser("acme:paul", raise_server_exceptions=False)
    monkeypatch.setattr("celyactl.extranet.site.Sessions.of", lambda *_: 1 / 0)
    answer = paul.get("/")
    assert answer.status_code == 500
    assert "Division" not in answer.text
    assert "Traceback" not in answer.text
