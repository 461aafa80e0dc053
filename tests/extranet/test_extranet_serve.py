"""`extranet serve`: a real server on loopback, and what it refuses to serve."""

from __future__ import annotations

import httpx
import pytest
from served import field, served

SERVICE = ("team", "service", "add", "portail", "--kind", "extranet", "--email", "portail@celya.example")


def test_without_a_service_nothing_is_served(desk):
    assert desk.refused("extranet", "serve")["code"] == "no_extranet_service"


@pytest.mark.parametrize(
    "words",
    [
        ("--host", "0.0.0.0"),
        ("--address", "http://support.celya.example"),
        ("--host", "0.0.0.0", "--address", "http://127.0.0.1:8080"),
        ("--address", "support.celya.example"),
        ("--address", "https://support.celya.example/ailleurs"),
    ],
)
def test_codes_never_travel_in_the_clear(desk, words):
    desk.ask(*SERVICE)
    assert desk.refused("extranet", "serve", *words)["code"] == "address_not_safe"


def test_a_real_server_lets_in_takes_a_ticket_and_ends_in_peace(desk):
    desk.ask(*SERVICE)
    desk.sell("acme-2026")
    code = desk.ask("access", "create", "acme-2026", "--contact", "claire")["code"]
    with served(desk.path) as server:
        with httpx.Client(base_url=server.address, trust_env=False, timeout=20) as client:
            form = {"token": field(client.get("/sign-in").text, "token"), "code": code}
            assert client.post("/sign-in", data=form).status_code == 303
            page = client.get("/new").text
            fields = {"title": "Plus de tonalité", "kind": "incident", "priority": "P3", "contract": "acme-2026"}
            fields |= {name: field(page, name) for name in ("token", "number")}
            answer = client.post("/new", data=fields)
            assert answer.status_code == 303
            assert "Plus de tonalité" in client.get(answer.headers["location"]).text
        server.end()
    assert server.said == ""
    assert desk.subjects()[0].endswith(": open")
