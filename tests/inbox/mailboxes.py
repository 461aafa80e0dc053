"""A real IMAP server on loopback, pymap, with a certificate of its own; its one mailbox is filled and read by tests."""

from __future__ import annotations

import ssl
import subprocess
import sys
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from time import monotonic, sleep
from typing import TYPE_CHECKING

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from imap_tools import MailBoxStartTls

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

USER, PASSWORD = "support", "motdepasse"
HOST = "127.0.0.1"
_QUICK = """
from functools import partial
from pymap import config, main
config.BuiltinHash = partial(config.BuiltinHash, rounds=1)
main.main()
"""
"""The server, with a hash of passwords that is none: its own takes a quarter of a second at each of a test's logins."""


class Server:
    """A server that runs; every test gets it with an empty INBOX."""

    def __init__(self, port: int, certificate: Path) -> None:
        self.port = port
        self.certificate = certificate

    @property
    def address(self) -> str:
        return f"imap://{USER}@{HOST}:{self.port}"

    @contextmanager
    def mailbox(self, folder: str = "INBOX") -> Iterator[MailBoxStartTls]:
        context = ssl.create_default_context(cafile=str(self.certificate))
        with MailBoxStartTls(HOST, self.port, ssl_context=context).login(USER, PASSWORD, folder) as box:
            yield box

    def deliver(self, *messages: bytes) -> None:
        with self.mailbox() as box:
            for message in messages:
                box.append(message, "INBOX")

    def count(self, criteria: str = "ALL", folder: str = "INBOX") -> int:
        with self.mailbox(folder) as box:
            return len(box.uids(criteria, charset=None))

    def empty(self) -> None:
        with self.mailbox() as box:
            box.delete(box.uids("ALL", charset=None))


@contextmanager
def running(folder: Path, port: int) -> Iterator[Server]:
    """A server for as long as the `with` lasts."""
    certificate, key = made(folder)
    line = [sys.executable, "-c", _QUICK, "--host", HOST, "--port", str(port)]
    line += ["--cert", str(certificate), "--key", str(key), "dict", "--demo-user", USER, "--demo-password", PASSWORD]
    with (folder / "log").open("wb") as log, subprocess.Popen(line, stdout=log, stderr=log) as process:
        try:
            yield _awaited(Server(port, certificate), process)
        finally:
            process.terminate()


def _awaited(server: Server, process: subprocess.Popen[bytes]) -> Server:
    end = monotonic() + 30
    while monotonic() < end and process.poll() is None:
        try:
            server.count()
        except OSError:
            sleep(0.05)
        else:
            return server
    msg = "the IMAP server did not start"
    raise RuntimeError(msg)


def made(folder: Path) -> tuple[Path, Path]:
    """A certificate of loopback that signs itself, and its key."""
    key, now = ec.generate_private_key(ec.SECP256R1()), datetime.now(UTC)
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, HOST)])
    builder = x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
    builder = builder.not_valid_before(now - timedelta(hours=1)).not_valid_after(now + timedelta(days=1))
    builder = builder.add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address(HOST))]), critical=False)
    signed = builder.add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True).sign(
        key, hashes.SHA256()
    )
    certificate, secret = folder / "certificate.pem", folder / "key.pem"
    certificate.write_bytes(signed.public_bytes(serialization.Encoding.PEM))
    form = (serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    secret.write_bytes(key.private_bytes(*form))
    return certificate, secret
