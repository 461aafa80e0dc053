"""One act, one commit: runs a plan under the desk's lock and records what it writes, with the trailers of the act."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeVar

from msgspec import Struct

from celyactl.i18n import gettext as _
from celyactl.store.attachments import with_more
from celyactl.store.commits import Ident
from celyactl.store.message import Trailers, message
from celyactl.store.store import contents

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from celyactl.domain.model import Model
    from celyactl.services.acting import Acting
    from celyactl.store.store import Store
    from celyactl.store.transaction import Recorded
    from celyactl.store.view import View

T = TypeVar("T")


class Act(Struct, Generic[T], frozen=True):
    """What a plan decided: the operation's name, one line for people, the files as they shall be, and the answer.

    `attachments` are bytes that the entries name, of the ticket `ref`: kept before the commit that names them.
    """

    op: str
    subject: str
    files: Mapping[str, Model | bytes | None]
    answer: T
    ref: str | None = None
    warnings: tuple[str, ...] = ()
    attachments: tuple[bytes, ...] = ()


def nothing(answer: T, warnings: tuple[str, ...] = ()) -> Act[T]:
    """The act of a plan that finds nothing to do: an answer, and no commit."""
    return Act("", "", {}, answer, warnings=warnings)


class Done(Struct, Generic[T], frozen=True):
    """An act that was recorded: `commit` is None on a dry run, and when nothing had to change."""

    answer: T
    commit: str | None
    warnings: tuple[str, ...] = ()


def record(store: Store, acting: Acting, plan: Callable[[View], Act[T]]) -> Done[T]:
    """Read, decide and write as one: the plan sees the desk as it is while nobody else writes.

    Raises what the plan raises, and the errors of `Store.write`; then nothing was recorded.
    """
    if acting.dry_run:
        view = store.view()
        act = plan(view)
        contents(view, act.files)
        return Done(act.answer, None, (*view.warnings, *act.warnings))
    with store.writing() as writing:
        act = plan(writing.view)
        if not act.files:
            return Done(act.answer, None, (*writing.view.warnings, *act.warnings))
        trailers = Trailers(act.op, act.ref, acting.by, acting.channel)
        author = Ident(acting.name, acting.email)
        if act.attachments and act.ref:
            writing.transaction.keep(with_more(store.repository, act.ref, act.attachments))
        recorded = writing.commit(
            act.files, message(act.subject, trailers), author, acting.now, committer=Ident(*acting.committer)
        )
        repaired = writing.transaction.repaired
    told = (*([repaired.sentence] if repaired else []), *writing.view.warnings, *act.warnings)
    return Done(act.answer, recorded.commit, (*told, *noticed(recorded)))


def noticed(recorded: Recorded) -> Iterator[str]:
    """What there is to say of a commit besides that it was made."""
    if recorded.unfinished:
        yield _("Recorded, but the work tree is behind: {reason}").format(reason=recorded.unfinished)
    for path in recorded.left:
        yield _("{path} keeps your own edit; `celyactl adopt` records it").format(path=path)
