"""What a person prefers: language, pager, colour, default view, in the files of `celyactl.store.machine`.

Every command reads them, so a mistake in one is told and stops nothing, and without a file nothing is imported.
"""

from __future__ import annotations

from contextvars import ContextVar
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from celyactl.errors.machine import MachineFileUnsafe, MachineFileWrong, UnknownSetting
from celyactl.i18n import LANGUAGES
from celyactl.store.machine import load, paths

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    from celyactl.errors import CelyactlError
    from celyactl.i18n import Language

EXAMPLES: Final = {"lang": '"en"', "pager": '"less -R"', "colour": '"never"', "view": '"mine"'}
"""The settings of a person, each as it may be written."""
OF_THE_MACHINE: Final = {
    "instance": (),
    "escalation": ("command",),
    "extranet": ("failures",),
    "mail": ("imap", "smtp"),
}
"""The settings of the machine that stand beside them, and what their tables hold."""


class Preferences(NamedTuple):
    """What is preferred, None where nothing is said; `pager` is a command line, `view` the name of a view."""

    lang: Language | None = None
    pager: str | None = None
    colour: str | None = None
    view: str | None = None


class Source(NamedTuple):
    """One file as it was found: what it says, or the problem that kept it from being read."""

    path: Path
    settings: Mapping[str, Any]
    is_safe: bool = True
    problem: Exception | None = None

    def heeded(self) -> dict[str, Any]:
        """The preferences in it that can be followed."""
        return {
            name: value
            for name, value in self.settings.items()
            if name in EXAMPLES and _IS_RIGHT[name](value) and (self.is_safe or name != "pager")
        }


_NONE: Final = Preferences()
preferences: ContextVar[Preferences] = ContextVar("celyactl_preferences", default=_NONE)
"""What the person at this command prefers."""


def sources() -> list[Source]:
    """The files that are there, those that count less first; raises nothing."""
    return list(map(_read, paths()))


def _read(path: Path) -> Source:
    try:
        return Source(path, *load(path))
    except (OSError, ValueError, RecursionError) as problem:
        return Source(path, {}, problem=problem)


def preferred(found: Sequence[Source]) -> Preferences:
    """What the files say together: each lies over those before it."""
    return Preferences(**{name: value for source in found for name, value in source.heeded().items()})


def faults(found: Sequence[Source]) -> Iterator[CelyactlError]:
    """What is wrong in the files, in the current language."""
    for source in found:
        where = str(source.path)
        if source.problem:
            yield MachineFileWrong(where, "", str(source.problem))
        for name in _unknown(source.settings):
            yield _unknown_setting(where, name)
        for name, example in EXAMPLES.items():
            if name in source.settings and not _IS_RIGHT[name](source.settings[name]):
                yield MachineFileWrong(where, name, f"{name} = {example}")
        if "pager" in source.settings and not source.is_safe:
            yield MachineFileUnsafe(where)


def _unknown_setting(where: str, name: str) -> CelyactlError:
    from celyactl.domain.nearest import nearest  # for a mistake only

    inner = [f"{table}.{one}" for table, names in OF_THE_MACHINE.items() for one in names]
    known = [*EXAMPLES, "instance", *inner]
    return UnknownSetting(where, name, nearest(name, known), known)


def _unknown(settings: Mapping[str, Any]) -> Iterator[str]:
    for name, value in settings.items():
        inner = OF_THE_MACHINE.get(name)
        if name not in EXAMPLES and inner is None:
            yield name
        elif inner and isinstance(value, dict):
            yield from (f"{name}.{one}" for one in value if one not in inner)


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _is_name(value: object) -> bool:
    return isinstance(value, str) and value.isprintable() and len(value.split()) == 1 and not value.startswith("@")


_IS_RIGHT: Final[Mapping[str, Callable[[object], bool]]] = {
    "lang": lambda value: value in LANGUAGES,
    "pager": _is_text,
    "colour": lambda value: value in {"auto", "never"},
    "view": _is_name,
}
