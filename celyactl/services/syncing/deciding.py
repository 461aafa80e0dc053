"""Conflicts decided: our value takes the place of theirs, as an act of its own, or theirs stays."""

from __future__ import annotations

from typing import TYPE_CHECKING

from celyactl.errors.syncing import NoConflict
from celyactl.services.privacy.forgotten import require_forgotten
from celyactl.services.recording import Act, Done, record
from celyactl.store import layout, records
from celyactl.store.joining import pending
from celyactl.store.joining.files import KINDS, joined_models
from celyactl.store.store import contents

if TYPE_CHECKING:
    from collections.abc import Sequence

    from celyactl.domain.model import Model
    from celyactl.services.acting import Acting
    from celyactl.store.joining.pending import Pending
    from celyactl.store.repository import Repository
    from celyactl.store.store import Store
    from celyactl.store.view import View


def undecided(repository: Repository, paths: Sequence[str] = ()) -> list[Pending]:
    """What waits for a decision, in these files or in all.

    Raises:
        NoConflict: nothing waits in a file that was named.

    """
    head = repository.head().commit
    found = list(pending.waiting(repository, head)) if head else []
    for path in paths:
        if path not in {one.path for one in found}:
            raise NoConflict(path, sorted({one.path for one in found}))
    return [one for one in found if not paths or one.path in paths]


def take_mine(store: Store, acting: Acting, chosen: Sequence[Pending]) -> Done[None]:
    """Record our values of these conflicts; everything else in the files stays as it is now.

    Raises BadFile when what results can't be kept, DetailsErased, and what `record` raises.
    """

    def plan(view: View) -> Act[None]:
        files = {one.path: _with_mine(view, one) for one in chosen}
        now = {path: view.repository.read(view.commit, path) for path in files}
        changed = {path: wanted for path, wanted in files.items() if wanted != now[path]}
        require_forgotten(view, contents(view, changed))
        names = ", ".join(path.rpartition("/")[2] for path in changed)
        return Act("settle", f"{names}: settle a conflict", changed, None)

    done = record(store, acting, plan)
    if not acting.dry_run:
        leave_theirs(store.repository, chosen)
    return done


def leave_theirs(repository: Repository, chosen: Sequence[Pending]) -> None:
    """Let the files stay as they are: the conflicts wait no longer."""
    for one in chosen:
        pending.settle(repository, one)


def _with_mine(view: View, one: Pending) -> Model | bytes | None:
    """The file as it is now, with our values in the fields of the conflict."""
    repository = view.repository
    now, merged, mine = (repository.read(commit, one.path) for commit in (view.commit, one.merge, one.mine))
    where = layout.classify(one.path)
    kind = KINDS.get(where.kind) if where else None
    if kind is None or now is None or merged is None or mine is None or any(not found.field for found in one.conflicts):
        return mine
    base = repository.read(one.base, one.path)
    merged_model, now_model, mine_model = (records.load(kind, blob, one.path).model for blob in (merged, now, mine))
    known = records.load(kind, base, one.path).model if base is not None else None
    wanted, _conflicts = joined_models(known, merged_model, mine_model)
    return joined_models(merged_model, now_model, wanted)[0]
