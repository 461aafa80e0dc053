"""The command `celyactl` itself: it opens the session, knows the language, and lets no error past the boundary."""

from __future__ import annotations

import os
import sys
from contextlib import closing
from contextvars import copy_context
from copy import copy
from typing import TYPE_CHECKING, Any, ClassVar, Final

from celyactl.cli import session
from celyactl.cli.boundary import guarded
from celyactl.cli.commands import Noun
from celyactl.cli.common_options import for_the_root, hints
from celyactl.cli.help import speak
from celyactl.cli.output import tell_waiting
from celyactl.cli.registry import COMMANDS
from celyactl.i18n import DEFAULT, language, use
from celyactl.store.patience import listener
from celyactl.store.preferences import faults, preferences, preferred, sources

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from celyactl.cli.commands import Entry
    from celyactl.i18n import Language

PROGRAM: Final = "celyactl"
_WITH_ITS_SHELL: Final = 2


class Root(Noun):
    """The group of all nouns."""

    table: ClassVar[Mapping[str, Entry]] = COMMANDS

    def __init__(self, **settings: Any) -> None:
        super().__init__(**{**settings, "params": for_the_root()})
        self.lazy = self.table
        self._speaking: dict[Language, Root] = {}

    def main(self, args: Sequence[str] | None = None, *_typers: Any, **_settings: Any) -> None:
        """Run one command line, from a shell or in this process; raises SystemExit with the status, and nothing else.

        Each run has a context of its own, so that neither its session nor its language outlives it.
        """
        words = list(sys.argv[1:] if args is None else args)
        sys.exit(copy_context().run(self._status_of, words))

    def _status_of(self, words: list[str]) -> int:
        session.begin()
        listener.set(tell_waiting)
        asked, as_json = hints(words)
        found = sources()
        preferences.set(preferred(found))
        use(asked or preferences.get().lang or DEFAULT)
        for fault in faults(found):
            session.current().warn(fault.sentence)
        spoken = self._in_our_language()
        return guarded(lambda: spoken.perform(words), words, as_json=as_json)

    def _in_our_language(self) -> Root:
        """This group in the language of the context; its own texts stay message ids, for lines in another language."""
        if language() not in self._speaking:
            spoken = copy(self)
            spoken.params = [copy(parameter) for parameter in self.params]
            speak(spoken)
            self._speaking[language()] = spoken
        return self._speaking[language()]

    def _complete(self, words: list[str]) -> None:
        """Answer a shell that asks what may be typed, and end; or go on."""
        asked = os.environ.get(f"_{PROGRAM.upper()}_COMPLETE", "")
        if asked or any(word.startswith("--install-completion") for word in words):
            from celyactl.cli import completion  # only where a shell is at work

            shell = asked.removeprefix("complete_")
            if asked != shell and completion.answers(shell):
                sys.exit(completion.answer(self, PROGRAM, shell))
            completion.use_our_scripts()
        self._main_shell_completion({}, PROGRAM)

    def perform(self, words: list[str]) -> None:
        """Do what one command line says, and close its session."""
        with closing(session.current()):
            self._complete(words)
            if words[:1] == ["--show-completion"] and len(words) == _WITH_ITS_SHELL:
                from celyactl.cli.completion import show_script  # hardly ever asked for

                show_script(PROGRAM, words[1])
                return
            with self.make_context(PROGRAM, words) as context:
                self.invoke(context)
