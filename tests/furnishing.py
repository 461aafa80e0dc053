"""A fixture that furnishes a desk does so once in a process; the tests after the first begin with what it left.

    @pytest.fixture
    @done_once
    def ref(desk):
        desk.sell("acme-2026")
        return desk.ask("ticket", "new", "--contract", "acme-2026", "--title", "Plus de tonalité")["ref"]

It gives the desk itself or plain data, and changes nothing outside the desk. Several may follow each other.
"""

from __future__ import annotations

import os
import stat
from copy import deepcopy
from functools import wraps
from inspect import isgeneratorfunction
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from datetime import datetime
    from pathlib import Path

_PLAIN = (str, int, float, type(None))


class Thing(NamedTuple):
    """A folder, a file or a link; what it holds is bytes, or where the link leads."""

    mode: int
    changed: int
    holds: bytes | str


class Left(NamedTuple):
    """What furnishing left: the folder before and after, the hour, what the desk was told of, what the fixture gave."""

    before: Mapping[str, Thing]
    after: Mapping[str, Thing]
    now: datetime
    noted: Mapping[str, Any]
    gives_desk: bool
    given: Any


def done_once(furnish: Callable[..., Any]) -> Callable[..., Any]:
    """Let a fixture furnish the first desk of its kind that it is given, and copy what it did to those that follow.

    What it is given besides the desk is the same each time, or makes no difference.
    """
    assert not isgeneratorfunction(furnish), furnish
    left: dict[tuple[Any, ...], Left] = {}

    @wraps(furnish)
    def furnished(desk: Any, *more: Any, **named: Any) -> Any:
        done = desk.done
        if done is None:  # nobody knows what was done to it before
            return furnish(desk, *more, **named)
        if done in left:
            given = _again(left[done], desk)
        else:
            before, knew = taken(desk.path), set(vars(desk))
            given = furnish(desk, *more, **named)
            left[done] = _left(before, knew, desk, given)
        desk.done = (*done, furnish)
        return given

    return furnished


def _left(before: Mapping[str, Thing], knew: set[str], desk: Any, given: Any) -> Left:
    noted = {name: _plain(value) for name, value in vars(desk).items() if name not in knew}
    gives_desk = given is desk
    kept = deepcopy((noted, gives_desk, None if gives_desk else _plain(given)))
    return Left(before, taken(desk.path), desk.now, *kept)


def _again(left: Left, desk: Any) -> Any:
    lay(desk.path, left.before, left.after)
    desk.settle()
    desk.now = left.now
    vars(desk).update(deepcopy(left.noted))
    return desk if left.gives_desk else deepcopy(left.given)


def _plain(given: Any) -> Any:
    """What a fixture gave, if it can be given again; else the fixture has to furnish each desk."""
    match given:
        case dict():
            assert all(map(_plain, given)), given
            list(map(_plain, given.values()))
        case list() | tuple() | set():
            list(map(_plain, given))
        case _:
            assert isinstance(given, _PLAIN), given
    return given


def taken(folder: Path) -> dict[str, Thing]:
    """Everything in a folder by its name below it, a folder before what is in it."""
    return dict(_things(folder, ""))


def _things(folder: Path, below: str) -> Iterator[tuple[str, Thing]]:
    for path in sorted(folder.iterdir()):
        name, state = f"{below}{path.name}", path.lstat()
        if stat.S_ISDIR(state.st_mode):
            yield name, Thing(state.st_mode, 0, b"")
            yield from _things(path, f"{name}/")
        elif stat.S_ISLNK(state.st_mode):
            yield name, Thing(state.st_mode, 0, str(path.readlink()))
        else:
            yield name, Thing(state.st_mode, state.st_mtime_ns, path.read_bytes())


def lay(folder: Path, before: Mapping[str, Thing], after: Mapping[str, Thing]) -> None:
    """Make a folder that is as `before` as it is `after`; only what differs is written."""
    for name in reversed([name for name in before if name not in after]):
        path = folder / name
        (path.rmdir if stat.S_ISDIR(before[name].mode) else path.unlink)()
    for name, thing in after.items():
        old = before.get(name)
        if old != thing:
            _put(f"{folder}/{name}", thing, is_new=old is None)


def _put(path: str, thing: Thing, *, is_new: bool) -> None:
    """Put one thing in its place; thousands of desks have some fifty, and paths as objects took half of the time."""
    match thing.holds:
        case _ if stat.S_ISDIR(thing.mode):
            if is_new:
                os.mkdir(path)  # noqa: PTH102 - as above
        case str(where):
            os.symlink(where, path)  # noqa: PTH211 - as above
        case content:
            if not is_new:
                os.unlink(path)  # noqa: PTH108 - as above; an object is read-only
            file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL)
            os.write(file, content)
            os.fchmod(file, stat.S_IMODE(thing.mode))
            os.utime(file, ns=(thing.changed, thing.changed))
            os.close(file)
