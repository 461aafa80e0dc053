"""Renders a template in a sandbox: values only, no attribute of any object, undefined names are errors.

HTML is escaped, text is not. The language is the context's. A text is checked and compiled once in a process.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any, Final

from jinja2 import BaseLoader, StrictUndefined, TemplateNotFound
from jinja2.exceptions import SecurityError, TemplateError, TemplateSyntaxError, UndefinedError
from jinja2.runtime import LoopContext
from jinja2.sandbox import ImmutableSandboxedEnvironment

from celyactl import i18n
from celyactl.errors.template import TemplateLacks, TemplateRefused, TemplateTooLarge
from celyactl.i18n import gettext as _
from celyactl.render.jinja.check import check
from celyactl.render.templates import shipped

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, MutableMapping
    from types import CodeType, TracebackType

    from jinja2 import Environment, Template, nodes

    Overrides = Callable[[str], bytes | None]
    """The desk's own template of a name, if it has one."""

_KEPT: Final = 256
"""Texts of templates whose code is kept; a desk has about thirty."""

_MOST_BYTES: Final = 1 << 16
_FILTERS: Final = ("e", "escape", "first", "join", "last", "length", "lower", "trim", "upper")
_UNDEFINED: Final = re.compile(r"'(\w+)' is undefined")
_TESTS: Final = ("defined", "none", "string")


class _Sandbox(ImmutableSandboxedEnvironment):
    """No attribute but those of `loop`: data are dicts, lists and texts, which are read by their keys."""

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        return isinstance(obj, LoopContext) and super().is_safe_attribute(obj, attr, value)

    def wrap_str_format(self, value: Any) -> None:
        """Nothing is formatted: `''.format` is an attribute like another."""


class _Loader(BaseLoader):
    """The desk's template, else the shipped one; both are checked."""

    def __init__(self, overrides: Overrides, known: frozenset[str]) -> None:
        self._overrides = overrides
        self._known = known

    def load(
        self,
        environment: Environment,
        name: str,
        globals: MutableMapping[str, Any] | None = None,  # noqa: A002 - as jinja2 names it
    ) -> Template:
        """The template of this name; raises TemplateRefused, TemplateTooLarge and what jinja2 does."""
        code = _checked(_text(name, self._overrides), name, self._known)
        return environment.template_class.from_code(environment, code, globals or {})


class Workshop:
    """Templates that are compiled once and set many times, as long as what overrides them stays the same."""

    def __init__(self, overrides: Overrides) -> None:
        self._overrides = overrides
        self._environments: dict[frozenset[str], _Sandbox] = {}

    def render(self, name: str, data: Mapping[str, object], known: Collection[str] = ()) -> str:
        """The text of a template with this data, in the context's language; `.html.` in its name has values escaped.

        `known` are names that it may use though they have no value here. Raises TemplateRefused, TemplateTooLarge, and
        TemplateLacks when such a one is needed.
        """
        try:
            return self._environment(frozenset({*data, *known})).get_template(name).render(data)
        except TemplateSyntaxError as error:
            raise TemplateRefused(error.name or name, error.lineno, error.message or "") from None
        except TemplateNotFound as error:
            raise TemplateRefused(name, 1, _("there is no template {name}").format(name=error.name)) from None
        except UndefinedError as error:
            place, line = _place(error.__traceback__, name)
            lacking = _UNDEFINED.fullmatch(error.message or "")
            if lacking and lacking[1] in known:
                raise TemplateLacks(place, line, lacking[1]) from None
            raise TemplateRefused(place, line, str(error)) from None
        except (SecurityError, TemplateError, RecursionError, TypeError, ValueError, LookupError) as error:
            place, line = _place(error.__traceback__, name)
            raise TemplateRefused(place, line, str(error)) from None

    def _environment(self, names: frozenset[str]) -> _Sandbox:
        """The environment in which a template may use these names: templates are checked against them."""
        if names not in self._environments:
            self._environments[names] = _environment(self._overrides, names)
        return self._environments[names]


def render(name: str, data: Mapping[str, object], overrides: Overrides, known: Collection[str] = ()) -> str:
    """One text, by a workshop of its own; as `Workshop.render`."""
    return Workshop(overrides).render(name, data, known)


def _text(name: str, overrides: Overrides) -> str:
    """The text of the desk's template, else of the shipped one. Raises TemplateTooLarge, TemplateNotFound."""
    own = overrides(name)
    source = _shipped(name) if own is None else own
    if len(source) > _MOST_BYTES:
        raise TemplateTooLarge(name, len(source), _MOST_BYTES)
    return source.decode("utf-8", "replace")


def _shipped(name: str) -> bytes:
    path = shipped() / name
    if not path.is_file() or not path.resolve().is_relative_to(shipped().resolve()):
        raise TemplateNotFound(name)
    return path.read_bytes()


@lru_cache(_KEPT)
def _checked(text: str, name: str, known: frozenset[str]) -> CodeType:
    """The code of a text that may use these names. It is checked first: compiling computes what is constant."""
    check(_tree(text, name), name, known)
    return _compiled(text, name)


@lru_cache(_KEPT)
def _compiled(text: str, name: str) -> CodeType:
    return _bench().compile(_tree(text, name), name, name)


@lru_cache(_KEPT)
def _tree(text: str, name: str) -> nodes.Template:
    return _bench().parse(text, name, name)


@cache
def _bench() -> _Sandbox:
    """An environment to compile in; code is the same in all of them."""
    return _environment(lambda _name: None, frozenset())


def _environment(overrides: Overrides, known: frozenset[str]) -> _Sandbox:
    environment = _Sandbox(
        loader=_Loader(overrides, known),
        autoescape=lambda name: ".html." in (name or ""),
        undefined=StrictUndefined,
        extensions=["jinja2.ext.i18n"],
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters = {name: environment.filters[name] for name in _FILTERS} | {"indented": _indented}
    environment.tests = {name: environment.tests[name] for name in _TESTS}
    environment.globals = {"_": environment.globals["_"]}
    environment.install_gettext_callables(  # type: ignore[attr-defined] # added by the extension
        i18n.gettext, i18n.ngettext, newstyle=True, pgettext=i18n.pgettext
    )
    return environment


def _indented(text: str) -> str:
    """A text under its heading: each line four spaces to the right."""
    return "\n".join(f"    {line}".rstrip() for line in str(text).split("\n"))


def _place(trace: TracebackType | None, name: str) -> tuple[str, int]:
    """The template and the line that were being rendered: jinja2 gives its frames the template's name."""
    place = name, 1
    while trace is not None:
        if trace.tb_frame.f_code.co_filename.endswith((".j2", ".jinja")):
            place = trace.tb_frame.f_code.co_filename, trace.tb_lineno
        trace = trace.tb_next
    return place
