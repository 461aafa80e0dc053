"""Addresses as mail knows them: `local@domain`, ASCII, with the name that is shown beside it."""

from __future__ import annotations

import re
from email.errors import MessageError
from email.headerregistry import Address
from typing import Final

from celyactl.errors.mail import NotAnAddress

NOWHERE: Final = "celyactl.invalid"
"""The domain of a desk that has none (RFC 2606: nothing is ever delivered there)."""
_UNSEEN: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]+")


def addressed(name: str, address: str) -> Address:
    """An address for a header. Raises NotAnAddress for what no server would take."""
    local, _at, domain = address.rpartition("@")
    try:
        spelt = f"{local}@{domain.encode('idna').decode()}"
        return Address(one_line(name), addr_spec=spelt)
    except (ValueError, MessageError, IndexError):
        raise NotAnAddress(one_line(address)) from None


def domain_of(address: str) -> str:
    """What is after the `@`."""
    return address.rpartition("@")[2]


def one_line(text: str) -> str:
    """A text for a header: without line ends, and without what turns or hides text."""
    return _UNSEEN.sub(" ", text).strip()
