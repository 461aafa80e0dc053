"""What is sent is a message that any program reads, and the same letter is the same bytes."""

from __future__ import annotations

from datetime import datetime
from email import message_from_bytes
from email.policy import default

import pytest
from hypothesis import given
from hypothesis import strategies as st

from celyactl.errors.mail import NotAnAddress
from celyactl.mail.address import addressed
from celyactl.mail.message import Letter, composed

AT = datetime.fromisoformat("2026-11-23T09:00:00+01:00")


def letter(**changes):
    usual = {
        "message_id": "<cel-2611-4f7k2qe.01KA@celya.example>",
        "sender": addressed("CELYA", "support@celya.example"),
        "to": (addressed("Claire Vidal", "claire@acme.example"),),
        "date": AT,
        "subject": "[CEL-2611-4F7K2QE] Plus de tonalité",
        "text": "Été\n",
        "html": "<p>Été</p>\n",
        "commit": "a" * 40,
    }
    return Letter(**usual | changes)


def read(one):
    return message_from_bytes(composed(one).as_bytes(), policy=default)


def test_the_text_comes_first_then_the_page():
    message = read(letter())
    assert message.get_content_type() == "multipart/alternative"
    assert [part.get_content_type() for part in message.iter_parts()] == ["text/plain", "text/html"]
    assert [part.get_content().strip() for part in message.iter_parts()] == ["Été", "<p>Été</p>"]
    assert message["Subject"] == "[CEL-2611-4F7K2QE] Plus de tonalité"
    assert (message["Auto-Submitted"], message["X-Auto-Response-Suppress"]) == ("auto-generated", "All")
    assert message["Date"].datetime == AT
    assert message["Reply-To"] is message["In-Reply-To"] is None


def test_a_thread_keeps_its_beginning_and_its_end():
    thread = tuple(f"<{number}@celya.example>" for number in range(50))
    message = read(letter(thread=thread))
    assert message["In-Reply-To"] == "<49@celya.example>"
    ids = message["References"].split()
    assert (ids[0], ids[1], ids[-1], len(ids)) == ("<0@celya.example>", "<30@celya.example>", "<49@celya.example>", 21)


def test_long_message_ids_stay_what_they_are_and_what_is_none_is_left_out():
    long = f"<cel-2611-4f7k2qe.01M8HYF31RQX8Q3CX063E3666W.{'a' * 20}@support.celya.example>"
    wire = composed(letter(thread=("<1@acme.example>", "<é@x>", "a\r\nBcc: eve@evil.example", long))).as_bytes()
    assert f"\r\nIn-Reply-To: {long}\r\n".encode() in wire
    assert f"\r\nReferences: <1@acme.example>\r\n {long}\r\n".encode() in wire
    assert b"Bcc" not in wire


@given(st.text(), st.text(), st.text())
def test_any_words_are_the_same_bytes_twice_and_add_no_header(subject, text, html):
    one = letter(subject=f"[REF] {subject}", text=text, html=html)
    wire = composed(one).as_bytes()
    assert wire == composed(one).as_bytes()
    assert wire.isascii()
    known = {name.casefold() for name in composed(letter())}
    assert {name.casefold() for name in message_from_bytes(wire, policy=default)} == known


@pytest.mark.parametrize(
    "address", ["", "claire", "@x.example", "a@b@c.example", "a\nBcc:x@y.example", "é@x.example", "a@"]
)
def test_what_no_server_takes_is_no_address(address):
    with pytest.raises(NotAnAddress):
        addressed("Claire", address)


def test_a_name_can_not_add_a_header_or_an_address():
    message = read(letter(to=(addressed("Claire\r\nBcc: eve@evil.example, <x@y.example>", "claire@acme.example"),)))
    assert message["Bcc"] is None
    assert [one.addr_spec for one in message["To"].addresses] == ["claire@acme.example"]


def test_a_domain_beyond_ascii_is_spelt_as_servers_do():
    assert addressed("Zoë", "zoe@téléphonie.example").addr_spec == "zoe@xn--tlphonie-b1ab.example"
