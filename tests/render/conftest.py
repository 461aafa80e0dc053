from __future__ import annotations

import pytest

from celyactl import i18n


@pytest.fixture(params=i18n.LANGUAGES)
def language(request):
    """Each language in turn, spoken during the test."""
    i18n.use(request.param)
    yield request.param
    i18n.use(i18n.DEFAULT)
