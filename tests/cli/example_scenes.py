"""The desk in which the examples of the help pages are played, and what must happen before some of them."""

from __future__ import annotations

from typing import Final

FIRST: Final = "4F7K2QE"
SECOND: Final = "9TM3W1S"
"""The short references that the examples name: the second ticket is made after the first."""

TABLE: Final = "contract,title,opened_at,external_id\nacme-2026,Écho,2026-11-02 09:00,A1\n"
"""The file `tickets.csv` of the example of `import`."""
TRACE: Final = b"\xd4\xc3\xb2\xa1"
"""The file `trace.pcap` of the examples of `ticket attach` and `ticket file`."""

CLAIRE: Final = "claire:Claire Vidal:claire@acme.example:manager:+33 6 39 98 70 00"
STAGE: Final = (
    ("team", "add", "malik", "--name", "Malik Roy", "--email", "malik@celya.example", "--level", "3"),
    ("team", "add", "ines", "--name", "Inès Faure", "--email", "ines@celya.example", "--level", "3"),
    *(
        ("contract", "new", "acme-2026", "--client", "Acme", "--contact", CLAIRE, "--start", "2026-01-01", *target)
        for target in [("--target", "P1:30m:4h", "--target", "P3:1h:8h")]
    ),
    ("client", "site", "add", "acme", "siege", "--name", "Siège"),
    ("component", "add", "acme", "ipbx", "--kind", "pbx", "--name", "IPBX"),
    ("component", "add", "acme", "pbx", "--kind", "pbx", "--name", "PBX"),
    ("component", "add", "acme", "trunk-sip", "--kind", "trunk", "--name", "Trunk"),
)
"""Commands that make the desk, before its two tickets."""
TICKETS: Final = tuple(
    (
        *("ticket", "new", "--contract", "acme-2026", "--title", title, "--requester", "claire"),
        *("--component", "ipbx", "--at", "2026-11-20 10:00"),
    )
    for title in ("Plus de tonalité", "Écho sur la ligne")
)

_SETTLED: Final = (
    ("ticket", "cause", FIRST, "Carte en panne"),
    ("ticket", "restore", FIRST),
    ("ticket", "resolve", FIRST, "Réparé"),
)
_WORKED: Final = (
    *("intervention", "add", FIRST, "--mode", "remote", "--start", "2026-11-22 10:00", "--end", "2026-11-22 10:30"),
    *("--summary", "Essai"),
)
_PLANNED: Final = (
    *("intervention", "plan", FIRST, "--mode", "onsite", "--start", "2026-11-24 14:00", "--end", "15:30", "--public"),
)
_WORKS: Final = (
    ("ticket", "edit", FIRST, "--set", "kind=operation"),
    ("operation", "plan", FIRST, "--start", "2026-11-23 17:00", "--end", "21:00", "--risk", "Coupure"),
)
_VISITS: Final = (("preventive", "plan", "acme-2026", "--visits", "2:3,11", "--since", "2026-01-01"),)
_CARNET: Final = ("contract", "new", "acme-carnet", "--client", "Acme", "--type", "pack", "--start", "2026-01-01")
_LEA: Final = ("team", "add", "lea", "--name", "Léa Martin", "--email", "lea@celya.example", "--level", "2")
_VILLA: Final = ("contract", "new", "villa-2025", "--client", "Villa", "--start", "2025-06-01", "--renewal", "express")
SCENES: Final = {
    "ticket assign": (_LEA,),
    "ticket file": (("ticket", "attach", FIRST, "trace.pcap"),),
    "ticket edit": (_LEA,),
    "team leave": (_LEA,),
    "team service end": (
        ("team", "service", "add", "portail", "--kind", "extranet", "--email", "portail@celya.example"),
    ),
    "contract renew": (_VILLA,),
    "undo": (("ticket", "note", FIRST, "Par erreur"),),
    "ticket resume": (("ticket", "wait", FIRST, "--for", "client", "--question", "Quand ?"),),
    "ticket chase": (("ticket", "wait", FIRST, "--for", "third-party", "--party", "Opérateur"),),
    "ticket resolve": _SETTLED[:2],
    "ticket close": _SETTLED,
    "ticket confirm": _SETTLED,
    "ticket reopen": _SETTLED,
    "view remove": (("view", "save", "urgences", "prio<=P2"),),
    **dict.fromkeys(
        ("intervention move", "intervention done", "intervention cancel", "intervention sheet"), (_PLANNED,)
    ),
    "intervention list": (_LEA,),
    **dict.fromkeys(("operation announce", "operation cancel"), (*_WORKS,)),
    "operation done": (*_WORKS,),
    "preventive due": _VISITS,
    "preventive open": _VISITS,
    "preventive done": (("ticket", "edit", FIRST, "--set", "kind=preventive"),),
    "billing reverse": (_WORKED, ("billing", "export", "--month", "2026-11")),
    "contract balance": (_CARNET,),
    "contract pack": (_CARNET,),
}
"""What else happens before an example."""
ELSEWHERE: Final = {
    "outage close": "tests/report/test_outage.py",
    "outage open": "tests/report/test_outage.py",
    "report approve": "tests/report/test_approving.py",
    "report verify": "tests/report/test_approving.py",
    "component labels": "tests/cli/test_component_labels.py",
    "access revoke": "tests/extranet/test_access_command.py",
    "access rotate": "tests/extranet/test_access_command.py",
    "demo": "tests/cli/test_demo.py",
    "audit verify": "tests/audit/test_verify.py",
    "clone": "tests/syncing/test_clone.py",
    "conflicts": "tests/syncing/test_conflicts.py",
    "contract new": "tests/cli/test_contract_new.py",
    "contract notice": "tests/cli/test_contract_revise.py",
    "contract revise": "tests/cli/test_contract_revise.py",
    "extranet serve": "tests/extranet/test_extranet_serve.py",
    "escalation answer": "tests/escalation/test_escalation_calls.py",
    "monitor receive": "tests/monitor/test_monitor_receive.py",
    "mail digest": "tests/mail/test_digest.py",
    "mail flush": "tests/mail/test_flush.py",
    "mail receive": "tests/inbox/test_receiving_mail.py",
    "mail fetch": "tests/inbox/test_fetch.py",
    "mail quarantine show": "tests/inbox/test_quarantine.py",
    "mail quarantine accept": "tests/inbox/test_quarantine.py",
    "mail quarantine drop": "tests/inbox/test_quarantine.py",
    "escalation run": "tests/escalation/test_escalation_run.py",
    "merge-driver": "tests/syncing/test_conflicts.py",
    "oncall plan": "tests/oncall/test_oncall_command.py",
    "oncall swap": "tests/oncall/test_oncall_command.py",
    "privacy erase": "tests/audit/test_privacy.py",
    "sync": "tests/syncing/test_sync.py",
    "ticket checks": "tests/cli/test_checklists.py",
    "team key add": "tests/audit/test_team_keys.py",
    "team key end": "tests/audit/test_team_keys.py",
}
"""Commands that need another scene than this one, and the test that plays them."""
