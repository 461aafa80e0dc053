"""What a template may be made of: text, values, conditions, loops over given lists, blocks, translations.

Anything that computes is refused before it runs: a sandbox keeps code from reaching out, not from taking all memory or
never ending.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from jinja2 import nodes

from celyactl.errors.template import TemplateRefused
from celyactl.i18n import gettext as _

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

_ALLOWED: Final[tuple[type[nodes.Node], ...]] = (
    nodes.And,
    nodes.Block,
    nodes.Call,
    nodes.Compare,
    nodes.CondExpr,
    nodes.Const,
    nodes.Extends,
    nodes.Filter,
    nodes.For,
    nodes.Getattr,
    nodes.Getitem,
    nodes.If,
    nodes.Keyword,
    nodes.MarkSafeIfAutoescape,
    nodes.Name,
    nodes.Not,
    nodes.Operand,
    nodes.Or,
    nodes.Output,
    nodes.Template,
    nodes.TemplateData,
    nodes.Test,
)
_CALLED: Final = frozenset({"_", "gettext", "ngettext", "pgettext"})
_PLACEHOLDER: Final = re.compile(r"%\([a-z]+\)s|%%")
_LOOPED_OVER: Final = (nodes.Name, nodes.Getattr)
_DEEPEST_LOOP: Final = 2


def check(tree: nodes.Template, name: str, known: Collection[str]) -> None:
    """Raise TemplateRefused for the first thing that a template may not do; `known` are the names of its data."""
    for node in _all(tree):
        reason = _reason(node)
        if reason is not None:
            raise TemplateRefused(name, node.lineno, reason)
    _check_names(tree, name, known)
    _check_loops(tree, name, 0)


def _all(node: nodes.Node) -> Iterator[nodes.Node]:
    yield node
    for child in node.iter_child_nodes():
        yield from _all(child)


def _reason(node: nodes.Node) -> str | None:
    """Why a node may not be there, if it may not."""
    if not isinstance(node, _ALLOWED):
        return _("it uses what templates may not use ({what})").format(what=type(node).__name__.lower())
    match node:
        case nodes.Call() if not _is_translation(node):
            return _("it calls something else than a translation")
        case nodes.For() if node.recursive or not isinstance(node.iter, _LOOPED_OVER):
            return _("it loops over something else than a given list")
        case nodes.Getattr(attr=attribute) if attribute.startswith("_"):
            return _("it reads {name}").format(name=attribute)
    return None


def _is_translation(call: nodes.Call) -> bool:
    """A call of gettext with literal messages, which hold no other placeholder than `%(name)s`: widths take memory."""
    if not (isinstance(call.node, nodes.Name) and call.node.name in _CALLED):
        return False
    texts = [one.value for one in call.args if isinstance(one, nodes.Const) and isinstance(one.value, str)]
    return bool(texts) and not any("%" in _PLACEHOLDER.sub("", text) for text in texts)


def _check_names(tree: nodes.Template, name: str, known: Collection[str]) -> None:
    loaded = {node.name for node in _all(tree) if isinstance(node, nodes.Name) and node.ctx == "store"}
    for node in _all(tree):
        if isinstance(node, nodes.Name) and node.name not in {*known, *loaded, *_CALLED, "loop"}:
            raise TemplateRefused(name, node.lineno, _("there is no {name}").format(name=node.name))


def _check_loops(node: nodes.Node, name: str, depth: int) -> None:
    if isinstance(node, nodes.For):
        depth += 1
        if depth > _DEEPEST_LOOP:
            raise TemplateRefused(name, node.lineno, _("its loops are nested too deep"))
    for child in node.iter_child_nodes():
        _check_loops(child, name, depth)
