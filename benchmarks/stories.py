"""Tickets that look like a telephony company's years 2023 to 2026; the same number gives the same ticket, always."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from random import Random
from typing import TYPE_CHECKING, Any, Final
from zoneinfo import ZoneInfo

from celyactl.domain import reference, ulid
from celyactl.domain.entries import conversation, lifecycle
from celyactl.domain.entries import field as works
from celyactl.domain.fold import fold, written
from celyactl.domain.words import Channel, Kind, Level, Mode, Origin, Priority, Visibility, WaitFor

if TYPE_CHECKING:
    from celyactl.domain.ticket import Ticket

ZONE: Final = ZoneInfo("Europe/Paris")
NOW: Final = datetime(2026, 11, 27, 9, 0, tzinfo=UTC)
CLIENTS: Final = tuple(f"client-{number:03}" for number in range(200))
BUSY: Final = CLIENTS[150]
"""Has every hundredth ticket, and no other: a thousand of 100,000."""
_OTHERS: Final = tuple(client for client in CLIENTS if client != BUSY)
TEAM: Final = ("lea", "paul", "samir", "ines", "hugo")
_FIRST: Final = datetime(2023, 1, 2, 8, 0, tzinfo=UTC)

_TITLES: Final = (
    "Plus de tonalité au standard",
    "Appels entrants coupés après 30 secondes",
    "Son dans un seul sens sur le trunk SIP",
    "Messagerie vocale pleine",
    "Création d'un poste pour un nouvel arrivant",
    "Renvoi du numéro d'astreinte",
    "Certificat TLS qui expire",
    "File d'attente : changer le message d'accueil",
    "Écho sur les postes sans fil",
    "Passerelle analogique injoignable",
    "Mise à jour du micrologiciel des téléphones",
    "Le fax ne part plus",
)
_WORDS: Final = (  # noqa: SIM905 - easier to read
    "opérateur appel poste standard trunk coupure depuis matin client constate journal paquet registre délai "
    "accueil répondeur passerelle serveur redémarrage règle pare-feu codec latence gigue file transfert numéro "
    "sortant entrant essai confirmé rétabli câble baie commutateur alimentation onduleur site étage bureau "
    "collègue rappeler demain configuration sauvegarde version certificat licence boucle faisceau ligne"
).split()
_FAR: Final = tuple(f"mot{number:05}" for number in range(20_000))


@dataclass
class _Telling:
    """The journal of one ticket while it is made up."""

    random: Random
    at: datetime
    journal: list[Any] = field(default_factory=list)

    def add(self, entry: type, /, *, public: bool = False, minutes: int = 45, **facts: Any) -> None:
        if self.journal:
            self.at += timedelta(minutes=self.random.randrange(3, max(4, minutes)))
        last = self.journal[-1].id if self.journal else ""
        ident = ulid.mint(self.at, self.random.getrandbits, last)
        common = {
            "id": ident,
            "at": self.at.astimezone(ZONE),
            "recorded": (self.at + timedelta(seconds=40)).astimezone(ZONE),
            "by": self.random.choice(TEAM),
            "channel": Channel.CLI,
            "visibility": Visibility.PUBLIC if public else Visibility.INTERNAL,
            "after": (last,) if last else (),
        }
        self.journal.append(entry(**{**common, **facts}))

    def prose(self, words: int) -> str:
        """Some words, now and then a rare one, so that a search has something to find."""
        chosen = self.random.choices(_WORDS, k=words)
        chosen[self.random.randrange(words)] = self.random.choice(_FAR)
        return " ".join(chosen).capitalize() + "."


def ticket(number: int, total: int, still_open: int) -> Ticket:
    """Ticket `number` of `total`, in order of opening; the last `still_open` are not settled."""
    random = Random(f"celyactl-{number}")  # noqa: S311 - made up, not secret
    span = (NOW - _FIRST) - timedelta(days=1)
    opened = _FIRST + span * (number / total) + timedelta(seconds=random.randrange(60))
    telling = _Telling(random, opened.replace(microsecond=0))
    _open(telling, random.choice(_OTHERS) if number % 100 else BUSY)
    _work(telling, settled=number < total - still_open)
    ref = reference.mint("CEL", telling.journal[0].at, random.randbytes)
    story = fold(str(ref), ulid.mint(opened, random.getrandbits), telling.journal)
    return written(story.header, tuple(telling.journal))


def _open(telling: _Telling, client: str) -> None:
    random = telling.random
    telling.add(
        conversation.Open,
        public=True,
        title=f"{random.choice(_TITLES)} ({telling.prose(3)[:-1].lower()})",
        kind=random.choices([Kind.INCIDENT, Kind.REQUEST, Kind.UPDATE], [6, 3, 1])[0],
        priority=random.choices(list(Priority), [1, 3, 8, 2])[0],
        level=Level.REMOTE,
        origin=random.choice(list(Origin)),
        contract=f"{client}-maintenance",
        client=client,
        requester="claire",
        site="siege",
        components=(random.choice(("ipbx", "trunk", "passerelle")),),
        text=telling.prose(15),
    )


def _work(telling: _Telling, *, settled: bool) -> None:
    random = telling.random
    begun = settled or random.random() < 0.8  # noqa: PLR2004 - one in five is new
    if not begun:
        return
    telling.add(lifecycle.Assign, assignee=random.choice(TEAM), minutes=15)
    telling.add(lifecycle.Ack, public=True, how="téléphone")
    for _ in range(random.randrange(3)):
        telling.add(conversation.Note, public=random.random() < 0.3, text=telling.prose(15))  # noqa: PLR2004
    if settled:
        _settle(telling)
    elif random.random() < 0.3:  # noqa: PLR2004
        until = telling.at + timedelta(days=2)
        telling.add(lifecycle.Wait, public=True, reason=WaitFor.CLIENT, until=until, question=telling.prose(12))


def _settle(telling: _Telling) -> None:
    start = telling.at
    telling.add(lifecycle.Cause, text=telling.prose(12))
    telling.add(lifecycle.Restore, public=True)
    if telling.random.random() < 0.2:  # noqa: PLR2004
        _intervene(telling, start)
    telling.add(lifecycle.Resolve, public=True, text=telling.prose(10))
    telling.add(lifecycle.Close, public=True, minutes=3000)


def _intervene(telling: _Telling, start: datetime) -> None:
    telling.add(
        works.Intervention,
        mode=Mode.REMOTE,
        start=start.astimezone(ZONE),
        end=telling.at.astimezone(ZONE),
        technician=telling.random.choice(TEAM),
        summary=telling.prose(10),
    )
