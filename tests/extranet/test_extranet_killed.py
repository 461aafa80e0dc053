"""`kill -9` of the server while clients enter tickets: what was acknowledged is in the history, once."""

from __future__ import annotations

import signal
import threading
import time
from dataclasses import dataclass, field

import httpx
import pytest
from served import Visitor, free_port, served


@dataclass
class Crowd:
    """Clients who enter one ticket after the other; a form that was not acknowledged they send again."""

    address: str
    code: str
    over: threading.Event = field(default_factory=threading.Event)
    acknowledged: dict[str, str] = field(default_factory=dict)
    troubles: int = 0

    def begin(self, count: int) -> list[threading.Thread]:
        threads = [threading.Thread(target=self._enter, args=(number,)) for number in range(count)]
        for thread in threads:
            thread.start()
        return threads

    def _enter(self, number: int) -> None:
        with Visitor(self.address) as client:
            self._surely(lambda: client.sign_in(self.code) or "in")
            for count in range(10**6):
                if self.over.is_set():
                    return
                title = f"Ticket {number}-{count}"
                form = self._surely(lambda title=title: client.form(title, "acme-2026"))
                ref = self._surely(lambda form=form: client.enter(form))
                self.acknowledged[title] = ref

    def _surely(self, act):
        """Do it again until it is answered, as people do."""
        while True:
            try:
                answer = act()
            except httpx.TransportError:
                answer = None
            if answer:
                return answer
            self.troubles += 1
            time.sleep(0.1)


def killed_amid(desk, code, lasting, *, clients, workers=1):
    """Let clients enter tickets, kill the server and start it again; each half lasts until `lasting(crowd)` ends."""
    port, words = free_port(), ("--no-sync", "--workers", str(workers))
    crowd = Crowd(f"http://127.0.0.1:{port}", code)
    with served(desk.path, *words, port=port) as server:
        threads = crowd.begin(clients)
        lasting(crowd)
        server.end(signal.SIGKILL)
    with served(desk.path, *words, port=port):
        lasting(crowd)
        crowd.over.set()
        for thread in threads:
            thread.join(120)
    assert not [thread for thread in threads if thread.is_alive()]
    return crowd


def four_more(crowd):
    """Until the clients have four more tickets."""
    wanted = len(crowd.acknowledged) + 4
    while len(crowd.acknowledged) < wanted:
        time.sleep(0.01)


def prove(desk, crowd):
    """Every acknowledged ticket is there, once, under the reference that was told; nothing else is."""
    rows = desk.ask("ticket", "list", "status:any", "--limit", "100000")
    assert sorted((row["title"], row["ref"]) for row in rows) == sorted(crowd.acknowledged.items())
    opened = [line for line in desk.subjects() if line.endswith(": open")]
    assert sorted(opened) == sorted(f"{ref}: open" for ref in crowd.acknowledged.values())
    assert desk.git("fsck", "--strict", "--no-dangling") == ""
    assert desk.git("status", "--porcelain") == ""


@pytest.fixture
def acme(desk):
    desk.ask("team", "service", "add", "portail", "--kind", "extranet", "--email", "portail@celya.example")
    desk.sell("acme-2026")
    return desk


def test_a_killed_server_loses_nothing_that_it_acknowledged(acme):
    code = acme.ask("access", "create", "acme-2026", "--contact", "claire")["code"]
    crowd = killed_amid(acme, code, four_more, clients=4)
    assert crowd.troubles
    prove(acme, crowd)
    assert acme.ask("check")["findings"] == []


@pytest.mark.soak
@pytest.mark.parametrize("workers", [1, 2])
def test_fifty_clients_at_once_for_half_a_minute_and_a_kill_amid_them(acme, workers):
    code = acme.ask("access", "create", "acme-2026", "--contact", "claire")["code"]
    crowd = killed_amid(acme, code, lambda _: time.sleep(15), clients=50, workers=workers)
    prove(acme, crowd)
    assert acme.ask("check")["findings"] == []
    print(f"{len(crowd.acknowledged)} tickets, {crowd.troubles} tries in vain")  # noqa: T201 - the figure is the point
