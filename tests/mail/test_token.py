"""Only the ticket's own token proves anything, however it travelled."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from celyactl.mail.token import LENGTH, Proof, is_token, message_id, proofs, reply_address, token_of

KEY = b"0123456789abcdef"
UID, OTHER = "01KA0000000000000000000001", "01KA0000000000000000000002"
REF = "CEL-2611-4F7K2QE"
TOKEN = token_of(KEY, UID)


@pytest.mark.parametrize(
    "token", ["", TOKEN[:1], TOKEN[:-1], f"{TOKEN}a", token_of(KEY, OTHER), "é" * LENGTH, "\ud800"]
)
def test_a_forged_token_proves_nothing(token):
    assert not is_token(KEY, UID, token)


def test_a_token_is_the_ticket_s_and_the_key_s():
    assert is_token(KEY, UID, TOKEN)
    assert is_token(KEY, UID, TOKEN.upper())
    assert not is_token(b"another key of 16 bytes", UID, TOKEN)
    assert not is_token(None, UID, TOKEN)


def test_proofs_are_found_where_mail_carries_them():
    ident = message_id(REF, "01KA0000000000000000000009", TOKEN, "celya.example")
    answer = reply_address("support@celya.example", REF, TOKEN)
    assert answer == f"support+cel-2611-4f7k2qe.{TOKEN}@celya.example"
    for text in (ident, ident.upper(), f"<x@y.example> {ident}", answer, f'"CELYA" <{answer}>'):
        [proof] = proofs(text)
        assert proof.ref == REF
        assert is_token(KEY, UID, proof.token)


def test_without_a_token_nothing_is_claimed():
    assert list(proofs(message_id(REF, "01KA0000000000000000000009", None, "celya.example"))) == []
    assert reply_address("support@celya.example", REF, None) == "support@celya.example"


def test_a_claim_that_is_too_short_or_too_long_is_seen_as_one():
    for token in ("", TOKEN[:-1], f"{TOKEN}x"):
        assert list(proofs(f"support+{REF.lower()}.{token}@celya.example")) == [Proof(REF, token)]


def test_an_address_stays_within_what_servers_take():
    long = f"{'a' * 50}@celya.example"
    assert reply_address(long, REF, TOKEN) == long


@given(st.text(max_size=300))
def test_any_header_can_be_looked_through(text):
    assert all(not is_token(KEY, UID, proof.token) for proof in proofs(text))
