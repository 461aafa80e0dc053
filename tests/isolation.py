"""What tests may not touch: the real home, the checkout's own git, the network. An audit hook sees all of Python."""

from __future__ import annotations

import os
import sys
import tempfile
from functools import cache
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parent.parent
REAL_HOME = Path(os.path.realpath(Path.home()))
_GIT, _HOME = f"{REPOSITORY}/.git/", f"{REAL_HOME}/"
_FREE = tuple(f"{os.path.realpath(place)}/" for place in (REPOSITORY, sys.prefix, tempfile.gettempdir()))
_CHANGES = {
    "os.mkdir": 1,
    "os.remove": 1,
    "os.rmdir": 1,
    "os.rename": 2,
    "os.link": 2,
    "os.symlink": 2,
    "os.truncate": 1,
}
_LOOPBACK = {"127.0.0.1", "::1", "localhost", "", None}

trespasses: list[str] = []
_state = {"watching": False}


class TrespassError(RuntimeError):
    """A test reached out of its place."""


def watch() -> None:
    """Refuse trespasses from here to the end of the process."""
    _state["watching"] = True
    sys.addaudithook(_hook)


def forbidden(path: object) -> bool:
    """Whether writing there would touch the real home or the checkout's git."""
    if not isinstance(path, str | bytes | os.PathLike):
        return False
    place = f"{_place(os.fsdecode(path))}/"
    return place.startswith(_GIT) or (place.startswith(_HOME) and not place.startswith(_FREE))


def _place(path: str) -> str:
    """Where a path leads; its last part need not be a folder, and is looked at each time."""
    folder, name = os.path.split(path if path.startswith("/") else os.path.join(os.getcwd(), path))  # noqa: PTH109, PTH118 - a tenth of pathlib's time
    return _followed(real_folder(folder), name)


@cache
def real_folder(folder: str) -> str:
    """Where a folder leads, without a slash at its end; each part of it is looked at once a test.

    Asked at every write. Emptied before each test: it may make links of its own.
    """
    parent, name = os.path.split(folder)
    return _followed(real_folder(parent), name) if name else os.path.realpath(folder).rstrip("/")


def _followed(folder: str, name: str) -> str:
    place = f"{folder}/{name}"
    return os.path.realpath(place) if name in {"", ".", ".."} or os.path.islink(place) else place  # noqa: PTH114 - as above


def _hook(event: str, args: tuple) -> None:
    if event not in _JUDGES or not _state["watching"]:
        return
    what = _JUDGES[event](event, args)
    if what:
        trespasses.append(what)
        raise TrespassError(what)


def _opened(_event: str, args: tuple) -> str | None:
    path, _mode, flags = args
    writes = isinstance(flags, int) and flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC)
    return f"write to {path!r}" if writes and forbidden(path) else None


def _changed(event: str, args: tuple) -> str | None:
    count = _CHANGES[event]
    folders = (-1,) if event == "os.truncate" else args[-count:]
    named = [_below(folder, path) for path, folder in zip(args[:count], folders, strict=True)]
    return next((f"{event} {path!r}" for path in named if forbidden(path)), None)


def _below(folder: object, path: object) -> object:
    """The path that a name means below an open folder (a descriptor; -1: the working folder)."""
    if isinstance(folder, int) and folder >= 0 and isinstance(path, str | bytes):
        return f"{os.readlink(f'/proc/self/fd/{folder}')}/{os.fsdecode(path)}"  # noqa: PTH115
    return path


def _connected(_event: str, args: tuple) -> str | None:
    address = args[1]
    far = isinstance(address, tuple) and address[0] not in _LOOPBACK
    return f"connection to {address!r}" if far else None


def _resolved(_event: str, args: tuple) -> str | None:
    return None if args[0] in _LOOPBACK else f"look-up of {args[0]!r}"


def _started(_event: str, args: tuple) -> str | None:
    _executable, words, cwd, _env = args
    name = words if isinstance(words, str | bytes | os.PathLike) else words[0]
    if os.path.basename(os.fsdecode(name)) != "git":  # noqa: PTH119 - asked of every process
        return None
    place = f"{os.path.realpath(os.fsdecode(cwd or Path.cwd()))}/"
    return f"git inside the checkout: {words!r}" if place.startswith(f"{REPOSITORY}/") else None


_JUDGES = {
    "open": _opened,
    **dict.fromkeys(_CHANGES, _changed),
    "socket.connect": _connected,
    "socket.getaddrinfo": _resolved,
    "subprocess.Popen": _started,
}
