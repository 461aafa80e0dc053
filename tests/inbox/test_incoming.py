"""What a message says, apart from what it repeats, whatever its form; hostile ones are bounded."""

from __future__ import annotations

import time
from contextlib import suppress

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from laws import law
from letters import letter

from celyactl.errors.inbox import MailUnreadable
from celyactl.mail.authentication import verdict
from celyactl.mail.incoming import read
from celyactl.mail.quotes import split

QUOTES = [
    "Le lun. 23 nov. 2026 à 09:12, CELYA <support@celya.example> a écrit :\n> Toujours en panne ?",
    "Le lun. 23 nov. 2026 à 09:12, CELYA\n<support@celya.example> a\nécrit :\n\nToujours en panne ?",
    "On Mon, 23 Nov 2026 at 09:12, CELYA <support@celya.example> wrote:\n> Still down?",
    "De : CELYA <support@celya.example>\nEnvoyé : lundi 23 novembre 2026 09:12\nÀ : Claire\nObjet : panne\n\nBonjour",
    "________________________________\nDe : CELYA\nEnvoyé : lundi\nÀ : Claire\nObjet : panne\n\nBonjour",
    "  Le lun. 23 nov. 2026 à 09:12, CELYA a écrit :\n  Toujours en panne ?",
    "-----Message d'origine-----\nDe : CELYA\nBonjour",
    "-----Original Message-----\nFrom: CELYA",
    "> Toujours en panne ?",
    "-- \nClaire Vidal",
    "Envoyé de mon iPhone",
]
LINES = ["> a", "Le 3, X a écrit :", "--", "De : x", "Date : y", "À : z", "b", ""]


def test_headers_in_plain_utf_8_are_read():
    raw = "From: Zoé <zoe@acme.example>\nSubject: [CEL-2611-4F7K2QX] C’est réglé =?utf-8?q?=21?=\n\nOK".encode()
    found = read(raw)
    assert (found.sender_name, found.sender) == ("Zoé", "zoe@acme.example")
    assert found.subject == "[CEL-2611-4F7K2QX] C’est réglé !"
    assert read("From: a@b.example\nSubject: C’est réglé\n\nOK".encode()).subject == "C’est réglé"
    assert read("From: a@b.example\nSubject: réglé\n\nOK".encode("cp1252")).subject == "réglé"


@pytest.mark.parametrize("year", ["0202", "1970", "2200", "9999"])
def test_a_year_that_no_file_holds_is_no_hour_of_arrival(year):
    head = "Received: from a by b; Mon, 23 Nov {} 09:12:00 +0100\nFrom: a@b.example\n\nOK"
    assert read(head.format("2026").encode()).received is not None
    assert read(head.format(year).encode()).received is None


@pytest.mark.parametrize("quote", QUOTES)
def test_what_is_repeated_is_folded_and_not_lost(quote):
    found = split(f"Bonjour,\n\nC'est réglé.\n\n{quote}")
    assert (found.said, found.quoted) == ("Bonjour,\n\nC'est réglé.", quote)


def test_a_line_drawn_by_hand_stays():
    assert split("Poste 12\n________________\nPoste 14").quoted == ""


def test_a_page_without_a_text_is_read_without_its_margins_and_its_quote():
    page = (
        '<div dir="ltr"><p>Le 12 sonne.</p><div><p>Le 14, non.</p></div></div><br><div class="gmail_quote"><div>'
        "Le lun. 23 nov. 2026 à 09:06, CELYA a écrit :<br></div><blockquote>Quel poste ?</blockquote></div>"
    )
    found = read(b"From: c@acme.example\nContent-Type: text/html; charset=utf-8\n\n" + page.encode())
    assert found.said == "Le 12 sonne.\n\nLe 14, non."
    assert "Quel poste ?" in found.quoted


def test_answers_between_the_lines_stay():
    found = split("Le 23 nov., CELYA a écrit :\n> Quel poste ?\nLe 201.\n> Depuis quand ?\nCe matin.")
    assert found.said == "Le 201.\nCe matin."


def test_words_that_only_look_like_a_quote_stay():
    text = "Le poste 201 ne sonne plus.\nDe : rien\nOn a essayé."
    assert split(text) == (text, "")


@law(100)
@given(st.lists(st.sampled_from(LINES)).map("\n".join))
def test_no_line_is_lost(text):
    found = split(text)
    lines = sorted(filter(None, (line.strip() for line in text.split("\n"))))
    assert sorted(filter(None, (line.strip() for part in found for line in part.split("\n")))) == lines


@given(st.binary(max_size=2000))
@example(b"Content-Type: multipart/mixed; boundary=a\n\n--a\nContent-Type: message/rfc822\n\n--a--")
@example(b"Subject: =?utf-8?b?!!!?=\nFrom: =?klingon?q?=E9?= <a@b>\nReceived: ; Mon, 99 Zzz 99999 99:99 +9999\n\n\xff")
def test_no_bytes_stop_the_reading(raw):
    try:
        mail = read(raw)
    except MailUnreadable:
        return
    assert "\x00" not in mail.said + mail.quoted + mail.subject + mail.sender


def test_any_charset_and_html_become_text():
    head = b"From: c@acme.example\nContent-Type: text/plain; charset=%s\n\n"
    assert read(head % b"iso-8859-15" + b"D\xe9j\xe0 \xa4").said == "Déjà €"
    assert read(head % b"klingon" + "Déjà".encode()).said == "Déjà"
    page = b"From: c@acme.example\nContent-Type: text/html; charset=utf-8\n\n"
    html = "<style>x</style><p>Bonjour,</p><script>alert(1)</script><p>la <b>panne</b> dure.</p>"
    assert read(page + html.encode()).said.split() == ["Bonjour,", "la", "panne", "dure."]


BASE = b"From: Claire <claire@acme.example>\nMessage-ID: <a@b>\n"
NESTED = b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (depth, depth) for depth in range(1000))
HOSTILE = {
    "10,000 headers": BASE + b"".join(b"X-%d: a\n" % number for number in range(10_000)) + b"\nx",
    "1,000 deep": BASE + NESTED,
    "a line of 50 MiB": BASE + b"\n" + b"a" * (50 << 20),
    "nested HTML": BASE + b"Content-Type: text/html\n\n" + b"<div>" * 60_000,
    "200,000 parts": BASE + b"Content-Type: multipart/mixed; boundary=b\n\n" + b"--b\n\nx\n" * 200_000,
    "attributions": BASE + b"\n" + b"Le " * 20_000,
    "accents": BASE + b"\n" + "\u0301\u0327".encode() * 100_000,
    "parameters": BASE + b'Content-Type: text/plain; a="' + b";" * 200_000 + b"\n\nx",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_messages_are_bounded(name):
    start = time.process_time()
    with suppress(MailUnreadable):
        read(HOSTILE[name])
    assert time.process_time() - start < 5


def test_our_own_results_count_and_nobody_else_s():
    def judged(*headers):
        return verdict(headers, "mx.celya.example", "acme.example")

    assert judged("mx.celya.example; dkim=pass header.d=acme.example; spf=fail") == "pass"
    assert judged("mx.celya.example; dkim=pass header.d=evil.example; spf=fail") == "fail"
    assert judged("mx.celya.example; dkim=pass header.d=evil.example") == "none"
    assert judged("mx.celya.example 1; dmarc=fail; dkim=pass header.d=acme.example") == "fail"
    assert judged("mx.celya.example; none") == "none"
    assert judged("evil.example; dmarc=fail", "mx.celya.example; dmarc=pass") == "pass"
    assert judged("mx.celya.example; none", "mx.celya.example; dmarc=pass") == "none"
    assert judged("mx.celya.example; dmarc=pass", "mx.celya.example; dmarc=fail") == "fail"
    assert verdict(["mx.celya.example; dmarc=fail"], None, "acme.example") == "none"


def test_what_a_program_wrote_is_told():
    assert read(letter(X_Celyactl_Commit="abc")).automatic == "loop"
    assert read(letter(list_id="<x.y>")).automatic == "list"
    assert read(letter(auto_submitted="auto-generated")).automatic == "vacation"
    assert read(letter(auto_submitted="no")).automatic is None
