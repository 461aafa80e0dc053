"""Requests that Schemathesis invents from the description: none breaks a page, and every answer is as safe as any."""

from __future__ import annotations

import pytest
from description import described
from hypothesis import HealthCheck, Phase, given, settings

PATIENT = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]


def operations():
    """What the description knows. Signing out comes last: whoever has signed out meets nothing but the door."""
    import schemathesis  # noqa: PLC0415 - a worker that plays no request would spend half a second on it

    found = schemathesis.openapi.from_dict(described()).get_all_operations()
    return sorted((one.ok() for one in found), key=lambda one: one.path == "/sign-out")


def invented(browser, operation, examples):
    """Play invented requests of somebody who is signed in, with the token that forms need."""
    documented = {int(status) for status in operation.definition.raw["responses"]}

    @settings(
        max_examples=examples, deadline=None, database=None, phases=[Phase.generate], suppress_health_check=PATIENT
    )
    @given(case=operation.as_strategy())
    def play(case):
        answer = browser.http.request(
            case.method, case.formatted_path, params=texts(case.query), **body(case, browser.token)
        )
        assert answer.status_code in documented, (case.as_curl_command(), answer.text)
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert "Traceback" not in answer.text

    play()


def body(case, token):
    """A form as browsers send it, whatever was invented for it."""
    if not isinstance(case.body, dict):
        return {}
    fields = texts(case.body) | {"token": token}
    if case.media_type != "multipart/form-data":
        return {"data": fields}
    file = fields.pop("files", "").encode("utf-8", "replace")
    return {"data": fields, "files": {"files": ("note.txt", file)}}


def texts(values):
    return {name: str(value).encode("utf-8", "replace").decode() for name, value in (values or {}).items()}


def played(extranet, examples):
    browser = extranet.browser("acme:paul", raise_server_exceptions=False)
    browser.http.follow_redirects = False
    browser.get("/")
    for operation in operations():
        invented(browser, operation, examples if operation.path != "/sign-out" else 1)
    assert extranet.desk.ask("check")["findings"] == []


def test_no_invented_request_breaks_a_page(extranet):
    played(extranet, 5)


@pytest.mark.soak
def test_no_request_of_many_breaks_a_page(extranet):
    played(extranet, 200)
