"""A desk's own templates are other people's work: they get values, and nothing that computes or reaches out."""

from __future__ import annotations

import time

import pytest

from celyactl import i18n
from celyactl.errors.template import TemplateRefused, TemplateTooLarge
from celyactl.render.jinja import environment
from celyactl.render.jinja.environment import render

NAME = "summary/ticket.txt.j2"
DATA = {"ticket": {"ref": "CEL-1", "title": "Été"}, "dates": [{"label": "a", "value": "b"}], "language": "fr"}


def shown(source, name=NAME, **others):
    templates = {name: source.encode()} | {other: text.encode() for other, text in others.items()}
    return render(name, DATA, templates.get)


@pytest.mark.parametrize(
    ("source", "line"),
    [
        ("un\n{{ ''.__class__ }}", 2),
        ("un\n\n{{ nothing }}", 3),
        ("{{ ticket.nothing }}", 1),
        ("a\n{{ ticket.ref.nothing }}", 2),
        ("{% if false %}\n{{ nothing }}{% endif %}", 2),
        ("{{ ticket['__class__'] }}", 1),
        ("{{ ticket.keys() }}", 1),
        ("{{ ticket.keys }}", 1),
        ("{{ ticket.ref.format }}", 1),
        ("{{ ticket|attr('keys') }}", 1),
        ("{{ 'a' * 1000000000 }}", 1),
        ("{{ 10 ** 10 ** 10 }}", 1),
        ("{{ 'a' ~ 'b' }}", 1),
        ("{{ '%1000000000d' % 1 }}", 1),
        ("{{ '%1000000000d'|format(1) }}", 1),
        ("{{ ''|center(1000000000) }}", 1),
        ("{% for x in range(1000000000) %}{% endfor %}", 1),
        ("{% for x in [1, 2] %}{% endfor %}", 1),
        ("{% for x in dates recursive %}{{ loop(dates) }}{% endfor %}", 1),
        ("{% for x in dates %}{% for y in dates %}{% for z in dates %}{% endfor %}{% endfor %}{% endfor %}", 1),
        ("{% set a %}{{ ticket }}{% endset %}", 1),
        ("{% macro a() %}{{ a() }}{% endmacro %}{{ a() }}", 1),
        ("{{ lipsum(n=100000) }}", 1),
        ("{{ cycler }}", 1),
        ("{{ self }}", 1),
        ("{% include 'summary/ticket.txt.j2' %}", 1),
        ("{% include '/etc/passwd' %}", 1),
        ("{% extends '../../pyproject.toml' %}", 1),
        ("{% extends '/etc/passwd' %}", 1),
        ("{% extends 'summary/ticket.txt.j2' %}", 1),
        ("{% import 'summary/ticket.txt.j2' as x %}", 1),
        ("{{ _('%(name)s') }}", 1),
        ("{{ _('%(ref)1000000000s', ref=ticket.ref) }}", 1),
        ("{{ _(ticket.title) }}", 1),
        ("{{ loop.index }}", 1),
        ("a\nb\n{% if %}", 3),
        ("{{", 1),
        ("{% do x %}", 1),
        ("{{ ticket|nothing }}", 1),
        ("{{ ticket.ref is nothing }}", 1),
    ],
)
def test_a_template_is_refused_with_its_line(in_english, source, line):
    began = time.perf_counter()
    with pytest.raises(TemplateRefused) as refused:
        shown(source)
    assert time.perf_counter() - began < 1
    assert f"templates/{NAME}:{line}" in refused.value.sentence
    assert refused.value.exit_code == 65


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("{{ ticket.ref }} {{ ticket['title']|upper }}", "CEL-1 ÉTÉ"),
        ("{% for one in dates %}{{ loop.index }}{{ one.label }}{% if not loop.last %}, {% endif %}{% endfor %}", "1a"),
        ("{% if language == 'fr' and dates %}oui{% else %}non{% endif %}", "oui"),
        ("{{ _('Received') }} {% trans x=ticket.ref %}At {{ x }}{% endtrans %}", "Received At CEL-1"),
        ("{{ 'a\nb'|indented }}", "    a\n    b"),
        ("{% extends 'base.j2' %}{% block body %}{{ ticket.ref }}{% endblock %}", "<CEL-1>"),
        ("{{ '<b>' }}", "<b>"),
    ],
)
def test_what_a_template_may_do(in_english, source, text):
    assert shown(source, **{"base.j2": "<{% block body %}{% endblock %}>"}) == text


def test_a_template_of_html_is_escaped(in_english):
    assert shown("{{ '<b>' }}", "summary/ticket.html.j2") == "&lt;b&gt;"


def test_a_template_that_is_too_large_is_not_read(in_english):
    with pytest.raises(TemplateTooLarge, match="templates/summary"):
        shown("a" * 70_000)


def test_data_can_not_be_changed(in_english):
    with pytest.raises(TemplateRefused):
        shown("{% set ticket.ref = 'x' %}")


def test_a_text_is_checked_for_each_set_of_names_and_read_anew_when_it_is_edited(in_english):
    texts = {NAME: b"{{ ticket.ref }} {{ more }}"}
    assert render(NAME, DATA | {"more": "x"}, texts.get) == "CEL-1 x"
    with pytest.raises(TemplateRefused, match="there is no more"):
        render(NAME, DATA, texts.get)
    texts[NAME] = b"{{ ticket.ref }}"
    assert render(NAME, DATA, texts.get) == "CEL-1"


def test_a_text_is_compiled_once_and_speaks_each_language():
    known = environment._compiled.cache_info()
    told = []
    for language in ("fr", "en", "fr"):
        i18n.use(language)
        told.append(shown("{{ _('Received') }} : une seule fois"))
    assert told == ["Reçu : une seule fois", "Received : une seule fois", "Reçu : une seule fois"]
    now = environment._compiled.cache_info()
    assert now.misses - known.misses == 1


def test_a_text_is_parsed_once_to_be_checked_and_compiled(in_english):
    known = environment._tree.cache_info().misses
    assert render(NAME, DATA, {NAME: b"{{ ticket.ref }} once"}.get) == "CEL-1 once"
    assert environment._tree.cache_info().misses == known + 1
