"""`celyactl report annual --all`: a folder with the reports of all contracts, with a bar for whoever waits."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from celyactl.cli import session
from celyactl.cli.acts import require_whole
from celyactl.cli.files import save, sweep
from celyactl.cli.output import show
from celyactl.cli.progress import Bar
from celyactl.errors.command_line import ValueNeeded
from celyactl.errors.named_file import FileNotSaved
from celyactl.errors.system import reason
from celyactl.i18n import gettext as _
from celyactl.i18n import language as spoken
from celyactl.i18n import ngettext
from celyactl.services.reports.every import Made, Wish, due, file_of, make_all

if TYPE_CHECKING:
    from collections.abc import Callable

    from celyactl.domain.contract import Contract
    from celyactl.domain.figures.period import Period
    from celyactl.i18n import Language
    from celyactl.services.reports.gathering import Form
    from celyactl.store.view import View


def all_reports(
    view: View,
    choice: Callable[[Contract], Period],
    form: Form,
    language: Language | None,
    folder: Path | None,
    *,
    approved: bool,
) -> None:
    """Make them, show what came of it; exit code 1 when one could not be made, or a file can't be read."""
    if folder is None:
        raise ValueNeeded("--output")
    _prepare(folder)
    place = str(session.current().desk.repository.place.git_dir)
    found, unknown = due(view, choice)
    wishes = [
        Wish(
            desk=place,
            commit=view.commit,
            contract=one.slug,
            start=period.start,
            end=period.end,
            form=form,
            language=language,
            approved=approved,
            file=str(file_of(folder, one.slug, period, form)),
            spoken=spoken(),
        )
        for one, period in found
    ]
    for wish in wishes:
        sweep(Path(wish.file))
    with Bar(_("Reports"), least=2) as bar:
        made = sorted([*unknown, *make_all(view, wishes, save, bar)], key=lambda one: one.contract)
    warnings = [said for one in made if one.outcome != "failed" for said in one.said]
    show(_data(folder, made), lambda: _words(folder, made), warnings=list(dict.fromkeys([*view.warnings, *warnings])))
    require_whole([one.contract for one in made if one.outcome == "failed" or one.lacks])


def _prepare(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        raise FileNotSaved(str(folder), reason(problem)) from None


def _data(folder: Path, made: list[Made]) -> dict[str, Any]:
    return {
        "folder": str(folder),
        "reports": [
            {"contract": one.contract, "file": one.file, "outcome": one.outcome, "said": list(one.said)} for one in made
        ],
    }


def _words(folder: Path, made: list[Made]) -> list[str]:
    counts = {outcome: sum(one.outcome == outcome for one in made) for outcome in ("written", "kept", "failed")}
    line = ngettext(
        "{n} report in {folder}: {written} written, {kept} kept, {failed} failed",
        "{n} reports in {folder}: {written} written, {kept} kept, {failed} failed",
        len(made),
    ).format(n=len(made), folder=folder, **counts)
    failed = [one for one in made if one.outcome == "failed"]
    return [line, *(_("{name}: {reason}").format(name=one.contract, reason=" ".join(one.said)) for one in failed)]
