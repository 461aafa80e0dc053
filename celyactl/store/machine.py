"""What this machine is, and which programs it offers: `config.toml`, which is no part of any desk.

The file that CELYACTL_CONFIG names is the only one; else the user's own settings lie over those of the system. A desk
is shared and may be hostile: no name of a program ever comes from one. What a person prefers stands in the same files:
`celyactl.store.preferences` reads it, and forgives what this module refuses.
"""

from __future__ import annotations

import os
import stat
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from celyactl.errors.machine import MachineFileUnsafe, MachineFileWrong

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

VARIABLE: Final = "CELYACTL_CONFIG"
SYSTEM: Final = Path("/etc/celyactl/config.toml")
_SERVERS: Final = {"smtp": "smtp://user@mail.celya.example:587", "imap": "imaps://user@mail.celya.example"}
_FAILURES: Final = frozenset({"code", "address", "all"})
_OTHERS_WRITE: Final = stat.S_IWGRP | stat.S_IWOTH


class Machine(NamedTuple):
    """What services ask of the machine: the name of this instance, the program that calls people, the mail servers.

    `failures` are those that the extranet admits before it lets nobody try any more, where they are other than usual.
    """

    instance: str
    command: tuple[str, ...] = ()
    smtp: str = ""
    imap: str = ""
    failures: Mapping[str, int] = MappingProxyType({})


def machine() -> Machine:
    """This machine, called by its host's name unless `instance` says otherwise.

    Raises MachineFileWrong for what is no TOML or not what is expected, MachineFileUnsafe for a file that others may
    write and that names a program.
    """
    settings = {key: value for path in paths() for key, value in read(path).items()}
    escalation = settings.get("escalation", {})
    command = escalation.get("command", []) if isinstance(escalation, dict) else None
    if not isinstance(command, list) or not all(isinstance(word, str) and word for word in command):
        raise MachineFileWrong(_names(), "escalation.command", '["/usr/local/lib/celyactl/ring"]')
    from socket import gethostname  # every command looks for the files, few ask for the name

    instance = settings.get("instance", gethostname())
    if not isinstance(instance, str) or not instance:
        raise MachineFileWrong(_names(), "instance", '"bureau-1"')
    smtp, imap = _servers(settings.get("mail", {}))
    return Machine(instance, tuple(command), smtp, imap, _failures(settings.get("extranet", {})))


def _servers(mail: object) -> Iterator[str]:
    """The servers that `[mail]` names, the one that sends first; nothing where it names none."""
    for name, example in _SERVERS.items():
        address = mail.get(name, "") if isinstance(mail, dict) else None
        if not isinstance(address, str):
            raise MachineFileWrong(_names(), f"mail.{name}", f'"{example}"')
        yield address


def _failures(extranet: object) -> Mapping[str, int]:
    """What `[extranet]` says of failures, by what they are counted for; nothing where it says nothing."""
    failures = extranet.get("failures", {}) if isinstance(extranet, dict) else None
    if not isinstance(failures, dict) or not (failures.keys() <= _FAILURES and all(map(_is_count, failures.values()))):
        raise MachineFileWrong(_names(), "extranet.failures", "{ code = 5, address = 20, all = 300 }")
    return failures


def _is_count(value: object) -> bool:
    return type(value) is int and value > 0


def paths() -> tuple[Path, ...]:
    """The files that are there, those that count less first."""
    named = os.environ.get(VARIABLE)
    if named:
        return (Path(named),)
    home = os.environ.get("XDG_CONFIG_HOME") or os.path.expanduser("~/.config")  # noqa: PTH111 - ~ may be unknown
    return tuple(path for path in (SYSTEM, Path(home, "celyactl", "config.toml")) if path.is_file())


def read(path: Path) -> dict[str, Any]:
    """What a file says. Raises MachineFileWrong, MachineFileUnsafe."""
    try:
        settings, is_safe = load(path)
    except (OSError, ValueError, RecursionError) as problem:
        raise MachineFileWrong(str(path), "", str(problem)) from None
    if "escalation" in settings and not is_safe:
        raise MachineFileUnsafe(str(path))
    return settings


def load(path: Path) -> tuple[dict[str, Any], bool]:
    """What a file says, and whether nobody else may write it. Raises OSError, and ValueError for what is no TOML."""
    import tomllib  # most machines have no such file

    with path.open("rb") as file:
        mode = os.fstat(file.fileno()).st_mode
        return tomllib.load(file), not mode & _OTHERS_WRITE


def _names() -> str:
    return ", ".join(map(str, paths()))
