"""What an act was, in the reader's language, from the operation that its commit names (`Celyactl-Op`).

An operation is a stable code, the verb that was typed or `noun.verb`, and at most one fact: an id or a declared word.
It is data and never changes its meaning; one of another program, or of a later one, is shown as it is written.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from celyactl.domain.words import ClockName, LinkKind
from celyactl.i18n import gettext as _
from celyactl.i18n import marked
from celyactl.render.words import word

if TYPE_CHECKING:
    from enum import StrEnum

_ACTS: Final = {
    "open": marked("ticket opened"),
    "ack": marked("request acknowledged"),
    "assist": marked("first help given"),
    "start": marked("work begun"),
    "take": marked("ticket taken"),
    "assign": marked("ticket assigned to {fact}"),
    "unassign": marked("ticket assigned to nobody"),
    "note": marked("note added"),
    "message": marked("message of the client"),
    "rate": marked("work judged by the client"),
    "attach": marked("files added"),
    "cause": marked("cause named"),
    "restore": marked("function restored"),
    "restore degraded": marked("function restored by a workaround"),
    "wait client": marked("question put to the client"),
    "wait third-party": marked("wait for a third party begun"),
    "wait internal": marked("ticket put aside"),
    "chase": marked("third party reminded"),
    "resume": marked("ticket taken up again"),
    "escalate": marked("escalated to level {fact}"),
    "escalate.manager": marked("put before {fact}"),
    "priority": marked("priority set to {fact}"),
    "reason": marked("reason of a missed target given: {fact}"),
    "resolve": marked("ticket resolved"),
    "done": marked("ticket finished: cause, work, restoration, resolution"),
    "close": marked("ticket closed"),
    "reopen": marked("ticket reopened"),
    "confirm": marked("restoration confirmed by the client"),
    "cancel": marked("ticket cancelled"),
    "checks": marked("checklist gone through: {fact}"),
    "undo": marked("act {fact} undone"),
    "ticket.edit": marked("ticket corrected"),
    "label": marked("labels changed"),
    "link": marked("link added: {fact}"),
    "unlink": marked("link taken away: {fact}"),
    "merge": marked("ticket merged into {fact}"),
    "oncall.plan": marked("rota planned from {fact} on"),
    "oncall.swap": marked("place on call of {fact} changed"),
    "escalation.run": marked("what was due told"),
    "escalation.close": marked("ticket closed, nobody having objected"),
    "escalation.answer": marked("call answered: {fact}"),
    "escalation.unreached": marked("call that failed recorded"),
    "escalation.message": marked("who is on call called about a message in quarantine"),
    "escalation.take_over": marked("escalation taken over by another machine"),
    "mail.queue": marked("mail prepared"),
    "mail.quarantine": marked("the company told of a message in quarantine"),
    "mail.digest": marked("digests prepared"),
    "mail.renewal": marked("renewal notice prepared"),
    "mail.sent": marked("mail sent"),
    "mail.failed": marked("mail refused"),
    "mail.take_over": marked("mail taken over by another machine"),
    "mail.ignored": marked("automatic answer recorded"),
    "mail.returned": marked("message that came back recorded"),
    "alert": marked("alert of the monitoring"),
    "intervention.add": marked("intervention recorded"),
    "intervention.plan": marked("intervention planned"),
    "intervention.move": marked("intervention moved"),
    "intervention.done": marked("planned intervention made"),
    "intervention.cancel": marked("intervention called off"),
    "operation.plan": marked("operation planned"),
    "operation.announce": marked("operation announced to the client"),
    "operation.done": marked("operation carried out"),
    "operation.cancel": marked("operation called off"),
    "preventive.plan": marked("preventive plan {fact} made"),
    "preventive.open": marked("preventive visit planned"),
    "preventive.done": marked("preventive visit made"),
    "client.new": marked("client taken on"),
    "contact.add": marked("contact {fact} added"),
    "contact.edit": marked("contact {fact} edited"),
    "site.add": marked("site {fact} added"),
    "site.edit": marked("site {fact} edited"),
    "component.add": marked("component {fact} added"),
    "component.update": marked("component {fact} updated"),
    "component.replace": marked("component {fact} replaced"),
    "component.update_many": marked("several components updated"),
    "contract.new": marked("contract made"),
    "contract.amend": marked("contract amended"),
    "contract.revise": marked("price revised"),
    "contract.notice": marked("renewal letter recorded"),
    "contract.renew": marked("contract renewed"),
    "contract.end": marked("contract ended"),
    "outage.open": marked("outage of {fact} opened"),
    "outage.close": marked("outage of {fact} closed"),
    "alert firing": marked("alert of the monitoring again"),
    "alert resolved": marked("recovery seen by the monitoring"),
    "report.review": marked("report reviewed"),
    "report.approve": marked("report approved"),
    "billing.export": marked("billing of {fact} exported"),
    "billing.reverse": marked("billing taken back"),
    "contract.pack": marked("pack bought"),
    "contract.takeover": marked("installation taken over"),
    "edit": marked("file edited"),
    "team.add": marked("somebody taken into the team"),
    "view.save": marked("view {fact} saved"),
    "view.remove": marked("view {fact} removed"),
    "team.leave": marked("{fact} left the team"),
    "key.add": marked("a key signs for {fact}"),
    "key.end": marked("a key of {fact} ended"),
    "service.add": marked("service {fact} added"),
    "service.end": marked("service {fact} ended"),
    "access.create": marked("access code given to {fact}"),
    "access.revoke": marked("access code of {fact} revoked"),
    "access.rotate": marked("access code of {fact} replaced"),
    "privacy.erase": marked("details of {fact} erased"),
    "adopt": marked("edit by hand adopted"),
    "import": marked("tickets brought in"),
    "schema": marked("files of the program refreshed"),
    "sync": marked("two histories joined"),
    "settle": marked("conflict settled"),
    "init": marked("desk made"),
}
"""Words by code, or by code and fact where each fact has its own."""
_DECLARED: Final[dict[str, type[StrEnum]]] = {"reason": ClockName, "link": LinkKind, "unlink": LinkKind}
"""Whose fact is a declared word."""


def act_words(op: str) -> str:
    """The act in words, its fact kept."""
    code, _space, fact = op.partition(" ")
    if text := _ACTS.get(op) or _ACTS.get(code):
        return _(text).format(fact=_fact(code, fact))
    return op


def _fact(code: str, fact: str) -> str:
    kind = _DECLARED.get(code)
    return word(kind(fact)) if kind and fact in set(kind) else fact
