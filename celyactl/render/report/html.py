"""The blocks of a report as HTML; whatever somebody wrote is escaped, a chart is an image that runs nothing."""

from __future__ import annotations

from base64 import b64encode
from typing import TYPE_CHECKING

from markupsafe import Markup

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Sequence

    from celyactl.render.report.blocks import Block


def html_of(blocks: Iterable[Block]) -> Markup:
    """The blocks one after the other."""
    return Markup("\n").join(_KINDS[block["kind"]](block) for block in blocks)


def _text(block: Block) -> Markup:
    return Markup('<p class="text">{}</p>').format(block["text"])


def _heading(block: Block) -> Markup:
    return Markup("<h3>{}</h3>").format(block["text"])


def _facts(block: Block) -> Markup:
    rows = (Markup("<dt>{}</dt><dd>{}</dd>").format(*row) for row in block["rows"])
    return Markup("<dl>{}</dl>").format(Markup("\n").join(rows))


def _points(block: Block) -> Markup:
    items = (Markup('<li class="text">{}</li>').format(item) for item in block["items"])
    return Markup("<ul>{}</ul>").format(Markup("\n").join(items))


def _numbers(block: Block) -> Markup:
    rows = (Markup("<li><strong>{}</strong> {}</li>").format(*row) for row in block["rows"])
    return Markup('<ul class="numbers">{}</ul>').format(Markup("\n").join(rows))


def _chart(block: Block) -> Markup:
    source = "data:image/svg+xml;base64," + b64encode(block["svg"].encode()).decode()
    return Markup('<p><img src="{}" alt="{}"></p>').format(source, block["alt"])


def _pair(block: Block) -> Markup:
    return Markup('<div class="pair">{}</div>').format(html_of(block["blocks"]))


def _table(block: Block) -> Markup:
    right = set(block["right"])
    head = _row("th", ' scope="col"', block["headings"], right)
    rows = Markup("\n").join(_row("td", "", row, right) for row in block["rows"])
    made = Markup(
        '<div class="scrolls" tabindex="0" role="region" aria-label="{0}"><table><caption>{0}</caption>\n'
        "<thead>{1}</thead>\n<tbody>{2}</tbody></table></div>"
    )
    return made.format(block["caption"], head, rows)


def _row(cell: str, more: str, texts: Sequence[str], right: Collection[int]) -> Markup:
    shown = {False: Markup(f"<{cell}{more}>{{}}</{cell}>"), True: Markup(f'<{cell}{more} class="right">{{}}</{cell}>')}  # noqa: S704 - our own tags
    return Markup("<tr>{}</tr>").format(Markup().join(shown[at in right].format(text) for at, text in enumerate(texts)))


_KINDS: dict[str, Callable[[Block], Markup]] = {
    "text": _text,
    "heading": _heading,
    "facts": _facts,
    "points": _points,
    "numbers": _numbers,
    "chart": _chart,
    "pair": _pair,
    "table": _table,
}
