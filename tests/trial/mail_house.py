"""Postfix and Dovecot with a folder, ports and queues of their own; whoever may not read this checkout gets a copy.

Postfix starts pipes as an ordinary user, `USER`: the desks are that user's, and so are the commands of the trial.
"""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import sysconfig
import tempfile
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep
from typing import TYPE_CHECKING, Any

from imap_tools import MailBox
from mail_settings import DOVECOT, MAIN, MASTER

if TYPE_CHECKING:
    from collections.abc import Iterator

USER, GROUP = "nobody", "nogroup"
PASSWORD = "motdepasse"
KEY = "0123456789abcdef0123456789abcdef"
REPOSITORY = Path(__file__).resolve().parents[2]
PATIENCE = 60


class House:
    """The servers, and desks that are reached through them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.smtp, self.imaps = free_port(), free_port()
        self.certificate = folder / "certificate.pem"
        self.environment = _program(folder) | {
            "PATH": os.environ["PATH"],
            "HOME": str(folder / "home"),
            "LANG": "C.UTF-8",
            "SSL_CERT_FILE": str(self.certificate),
            "CELYACTL_MAIL_KEY": KEY,
            "CELYACTL_CONFIG": str(folder / "config.toml"),
            "CELYACTL_SMTP": f"smtp://127.0.0.1:{self.smtp}",
            "CELYACTL_IMAP_PASSWORD": PASSWORD,
        }

    def run(self, desk: str, *words: str) -> subprocess.CompletedProcess[str]:
        """A command of the technician of a desk."""
        line = [self.environment["PYTHON"], "-m", "celyactl", *words]
        return subprocess.run(
            line,
            cwd=self.folder / desk,
            env=self.environment,
            user=USER,
            group=GROUP,
            extra_groups=[],
            capture_output=True,
            text=True,
            check=False,
        )

    def ask(self, desk: str, *words: str) -> Any:
        """The data of a command that must succeed."""
        end = self.run(desk, *words, "--json")
        assert end.returncode == 0, end.stderr
        return json.loads(end.stdout)["data"]

    def git(self, desk: str, *words: str) -> None:
        """What a person of the desk does with git."""
        subprocess.run(
            ["git", *words], cwd=self.folder / desk, env=self.environment, user=USER, group=GROUP, check=True
        )

    @contextmanager
    def mailbox(self, address: str) -> Iterator[MailBox]:
        import ssl  # noqa: PLC0415

        context = ssl.create_default_context(cafile=str(self.certificate))
        with MailBox("127.0.0.1", self.imaps, ssl_context=context).login(address, PASSWORD) as box:
            yield box

    def log(self) -> str:
        return (self.folder / "log/postfix").read_text(errors="replace")


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def awaited(what: Any, *, why: str = "nothing came") -> Any:
    """What a question answers, as soon as it answers anything."""
    end = monotonic() + PATIENCE
    while monotonic() < end:
        if found := what():
            return found
        sleep(0.3)
    raise AssertionError(why)


def _program(folder: Path) -> dict[str, str]:
    """The interpreter and the modules, where `USER` can read them: as they lie here, or copied."""
    here = {"PYTHON": sys.executable, "PYTHONPATH": str(REPOSITORY), "PYTHONDONTWRITEBYTECODE": "1"}
    if _starts(here):
        return here
    base, place = Path(sysconfig.get_config_var("prefix")), folder / "program"
    version = f"python{sys.version_info[0]}.{sys.version_info[1]}"
    (place / "python/bin").mkdir(parents=True)
    (place / "python/lib").mkdir()
    _copy(base / "bin" / version, place / "python/bin")
    for path in (base / "lib").glob(f"*{version}*"):
        _copy(path, place / "python/lib")
    modules = sysconfig.get_path("purelib")
    _copy(Path(modules), place)
    for name in ("celyactl", "templates"):
        _copy(REPOSITORY / name, place)
    there = {
        "PYTHON": str(place / "python/bin" / version),
        "PYTHONHOME": str(place / "python"),
        "PYTHONPATH": f"{place}:{place / 'site-packages'}",
        "LD_LIBRARY_PATH": str(place / "python/lib"),
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    assert _starts(there), f"{USER} can't start the program"
    return there


def _copy(source: Path, target: Path) -> None:
    """By links where both are on one disk."""
    if subprocess.run(["cp", "-a", "--link", source, target], check=False, stderr=subprocess.DEVNULL).returncode:
        subprocess.run(["cp", "-a", source, target], check=True)


def _starts(environment: dict[str, str]) -> bool:
    line = [environment["PYTHON"], "-c", "import celyactl.cli.main, msgspec"]
    settings: dict[str, Any] = {"env": environment, "user": USER, "group": GROUP, "extra_groups": [], "cwd": "/"}
    try:
        return subprocess.run(line, check=False, capture_output=True, **settings).returncode == 0
    except PermissionError:
        return False


@contextmanager
def house(*, mailboxes: tuple[str, ...], pipes: dict[str, list[str]]) -> Iterator[House]:
    """Servers that run; `mailboxes` are addresses with a box, `pipes` addresses with a program that gets the message.

    Words of a program may hold `{python}` and `{folder}`.
    """
    folder = Path(tempfile.mkdtemp(prefix="celyactl-mail-", dir="/tmp"))
    folder.chmod(0o755)
    try:
        made = House(folder)
        _furnish(made, mailboxes, pipes)
        with _postfix(made), _dovecot(made):
            yield made
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _furnish(made: House, mailboxes: tuple[str, ...], pipes: dict[str, list[str]]) -> None:
    folder = made.folder
    for name in ("spool", "etc", "log", "data", "run"):
        (folder / name).mkdir()
    for name in ("mail", "home"):
        (folder / name).mkdir()
        shutil.chown(folder / name, USER, GROUP)
    shutil.chown(folder / "data", "postfix")
    subject = ["-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1"]
    new = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2"]
    files = ["-keyout", str(folder / "key.pem"), "-out", str(made.certificate)]
    subprocess.run([*new, *files, *subject], check=True, capture_output=True)
    (folder / "config.toml").write_text('instance = "trial"\n')
    (folder / "home/.gitconfig").write_text("[user]\nname = Nadia Roussel\nemail = nadia@celya.example\n")
    names = {address: f"p{number}" for number, address in enumerate(pipes)}
    uid, gid = (str(number) for number in _ids())
    values = {"folder": str(folder), "smtp": made.smtp, "imaps": made.imaps, "uid": uid, "gid": gid}
    values |= {"domains": " ".join(sorted({one.partition("@")[2] for one in mailboxes}))}
    values |= {"relayed": " ".join(sorted({one.partition("@")[2] for one in pipes}))}
    etc = folder / "etc"
    etc.joinpath("main.cf").write_text(MAIN.format(**values, password=PASSWORD))
    lines = [_pipe(made, names[address], words) for address, words in pipes.items()]
    etc.joinpath("master.cf").write_text(MASTER.format(**values) + "".join(lines))
    etc.joinpath("transport").write_text("".join(f"{address} {names[address]}:\n" for address in pipes))
    etc.joinpath("boxes").write_text("".join(f"{one} {'/'.join(reversed(one.split('@')))}/\n" for one in mailboxes))
    (folder / "dovecot.conf").write_text(DOVECOT.format(**values, password=PASSWORD, user=USER, group=GROUP))


def _ids() -> tuple[int, int]:
    import grp  # noqa: PLC0415
    import pwd  # noqa: PLC0415

    return pwd.getpwnam(USER).pw_uid, grp.getgrnam(GROUP).gr_gid


def _pipe(made: House, name: str, words: list[str]) -> str:
    """A program of the pipe, by a script that gives it its surroundings."""
    script = made.folder / "etc" / name
    given = "".join(f"export {key}='{value}'\n" for key, value in made.environment.items())
    called = " ".join(word.format(python=made.environment["PYTHON"], folder=made.folder) for word in words)
    script.write_text(f"#!/bin/sh\n{given}exec {called}\n")
    script.chmod(0o755)
    return f"{name} unix - n n - 1 pipe\n  flags=RX user={USER}:{GROUP} argv={script}\n"


@contextmanager
def _postfix(made: House) -> Iterator[None]:
    postfix = ["postfix", "-c", str(made.folder / "etc")]
    end = subprocess.run([*postfix, "start"], check=False, capture_output=True, text=True)
    assert end.returncode == 0, f"{end.stderr}{made.log()}"
    try:
        yield
    finally:
        subprocess.run([*postfix, "stop"], check=False, capture_output=True)


@contextmanager
def _dovecot(made: House) -> Iterator[None]:
    with subprocess.Popen(["dovecot", "-F", "-c", str(made.folder / "dovecot.conf")]) as process:
        try:
            yield
        finally:
            process.terminate()
