"""One touch in a client's mail program says whether all is settled, and nothing else is taken for it."""

from __future__ import annotations

from email.message import EmailMessage
from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from celyactl.domain.wishes import Wish
from celyactl.i18n import spoken
from celyactl.mail.incoming import read
from celyactl.mail.token import is_token, reply_address, token_of
from celyactl.mail.wishes import link, wished

KEY, UID, REF = b"0123456789abcdef", "01KA0000000000000000000001", "CEL-2611-4F7K2QE"
ADDRESS = "support@celya.example"


def touched(wish, language="fr", *, key=KEY, body=None):
    """The message that a mail program makes of the link."""
    to = reply_address(ADDRESS, REF, token_of(key, UID) if key else None, wish)
    parts = urlsplit(spoken(language, lambda: link(to, f"[{REF}]", wish)))
    fields = parse_qs(parts.query, strict_parsing=True)
    text = fields["body"][0] if body is None else body.format(label=fields["body"][0])
    message = EmailMessage()
    message["From"], message["To"] = "claire@acme.example", unquote(parts.path)
    message["Subject"] = fields["subject"][0]
    message.set_content(text)
    return read(message.as_bytes())


@pytest.mark.parametrize("wish", Wish)
@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("key", [KEY, None])
def test_the_link_s_own_message_says_the_wish(wish, language, key):
    mail = touched(wish, language, key=key)
    assert wished(mail, UID, key) is wish
    assert [is_token(key, UID, one.token) for one in mail.claims] == ([True] if key else [])


@pytest.mark.parametrize("body", ["", "{label}, merci !", "{label}\n\nMerci beaucoup.", "Thank you!"])
def test_thanks_change_nothing(body):
    assert wished(touched(Wish.SETTLED, body=body), UID, KEY) is Wish.SETTLED


@pytest.mark.parametrize("body", ["{label} mais le poste 12 grésille", "Merci, mais non", "Et la facture ?"])
def test_words_beyond_are_for_a_person_unless_the_problem_remains(body):
    assert wished(touched(Wish.SETTLED, body=body), UID, KEY) is None
    assert wished(touched(Wish.REMAINS, body=body), UID, KEY) is Wish.REMAINS


@pytest.mark.parametrize(
    "raw",
    [
        f"To: support+{REF}.aaaaaaaaaaaaaaaaaaaa.settled@celya.example\nSubject: Bonjour",
        f"To: {ADDRESS}\nSubject: Re: [{REF}] It is settled",
        f"To: {ADDRESS}\nSubject: It is settled",
        f"To: support+{REF}.{token_of(KEY, UID)}.erase@celya.example\nSubject: Bonjour",
    ],
)
def test_what_is_forged_or_only_looks_like_it_wishes_nothing(raw):
    assert wished(read(f"From: claire@acme.example\n{raw}\n\nC'est réglé\n".encode()), UID, KEY) is None


def test_the_address_of_another_ticket_wishes_nothing_for_this_one():
    to = reply_address(ADDRESS, REF, token_of(KEY, "01KA0000000000000000000002"), Wish.SETTLED)
    assert wished(read(f"From: claire@acme.example\nTo: {to}\nSubject: x\n\n".encode()), UID, KEY) is None
