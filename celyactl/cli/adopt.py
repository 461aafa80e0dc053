"""`celyactl adopt`: people's edits of the desk's files become acts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from celyactl.cli import session
from celyactl.cli.commands import Commands
from celyactl.cli.output import show
from celyactl.cli.paths import Paths, scope_of
from celyactl.errors.file import BadFile
from celyactl.i18n import gettext as _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from celyactl.services.acting import Acting
    from celyactl.services.adoption.adopting import Adopted, Adoption

app = Commands()


@app.write(example="celyactl adopt contracts/acme/client.yaml")
def adopt(paths: Paths = None) -> None:
    """Record what people edited by hand: fields of a ticket become entries, other files are taken as they are."""
    from celyactl.services.adoption import adopting

    now = session.current()
    desk = now.desk
    scope = scope_of(desk.repository, desk.view.commit, paths)
    done = adopting.adopt(desk.store, _acting(), scope)
    if done.repaired:
        now.warn(done.repaired)
    for path in done.passed_over:
        now.warn(_("{path} does not belong to the layout of a desk and was passed over").format(path=path))
    for path in done.left:
        now.warn(_("{path} was saved again meanwhile and keeps that edit").format(path=path))
    if done.moved.refs:
        now.warn(done.moved.sentence)
    data = [{"path": one.path, "ref": one.ref, "changes": one.changes, "commit": one.commit} for one in done.files]
    show({"adopted": data}, lambda: list(_words(done, dry_run=now.dry_run)))


def _acting() -> Acting:
    """Who adopts; when the committed desk.yaml can't be read, whoever the edited one knows."""
    now = session.current()
    try:
        return now.desk.acting(now.actor, dry_run=now.dry_run)
    except BadFile:
        from celyactl.services.adoption.adopting import company_in_work_tree  # hardly ever needed

        company = company_in_work_tree(now.desk.repository)
        if company is None:
            raise
        return now.desk.acting(now.actor, dry_run=now.dry_run, company=company)


def _words(done: Adopted, *, dry_run: bool) -> Iterator[str]:
    if not done.files:
        yield _("Nothing was edited by hand.")
    for one in done.files:
        said = _("{path}: would adopt {changes}") if dry_run else _("{path}: adopted {changes}")
        yield said.format(path=one.path, changes=_changes(one))


def _changes(one: Adoption) -> str:
    return ", ".join(one.changes) or _("the file as it is")
