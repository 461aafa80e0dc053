"""What is wrong with a template: the file and the line, so that whoever wrote it finds it."""

from __future__ import annotations

from celyactl.errors.base import BadData
from celyactl.i18n import gettext as _


class TemplateRefused(BadData):
    """A template asks for what templates may not have, or for what does not exist; `line` counts from 1."""

    def __init__(self, name: str, line: int, reason: str) -> None:
        super().__init__(
            _("The template can't be used: {reason}").format(reason=reason),
            where=f"templates/{name}:{line}",
            todo=_("Correct it, or remove the file to use the shipped one."),
        )


class TemplateLacks(TemplateRefused):
    """A template needs a value that it may name, and that this matter does not have."""

    def __init__(self, name: str, line: int, variable: str) -> None:
        self.variable = variable
        super().__init__(name, line, _("there is no {name}").format(name=variable))


class TemplateTooLarge(BadData):
    """No template needs that much; sizes in bytes."""

    def __init__(self, name: str, size: int, maximum: int) -> None:
        super().__init__(
            _("The template has {size} bytes and may have {maximum}").format(size=size, maximum=maximum),
            where=f"templates/{name}",
            todo=_("Shorten it, or remove the file to use the shipped one."),
        )
