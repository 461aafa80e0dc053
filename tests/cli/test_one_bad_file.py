"""One bad file stops nothing that concerns the others: each command with a bad client, contract, ticket or desk.yaml.

Everything is asked of Acme, or of the whole desk; what is bad is Beta's.
"""

from __future__ import annotations

from datetime import timedelta

import pytest
from furnishing import done_once

BAD = {
    "client": ("contracts/beta/client.yaml", 'name: "Beta"', "name: [Beta"),
    "component": ("contracts/beta/client.yaml", "kind: pbx", "kind: 12"),
    "contract": ("contracts/beta/beta-2026.yaml", "visits: 2", "visits: two"),
    "ticket": ("tickets/2026/11/{beta}.yaml", "\npriority: P3", "\npriority: P9"),
    "team": ("desk.yaml", 'email: "lea@celya.example"', "email: 12"),
}
"""What is spoilt by hand: where, what stands there, and what somebody made of it."""
TABLE = "contract,title,opened_at,external_id\nacme-2026,Écho,2026-11-02 09:00,A1\n"

# done: nothing is said of the file; warned: done, and it is named; partly: named with exit code 1, as what was asked
# for can't be whole; refused: exit code 65, and it is named; there: such a thing exists already
READS = """
                                                                                   client   contract  ticket   team
who 0467000001                                                                     warned   warned    done     refused
who Acme                                                                           warned   warned    done     refused
who claire@acme.example                                                            warned   warned    done     refused
ticket list client:acme                                                            warned   warned    warned   warned
ticket list tonalité                                                               warned   warned    warned   warned
ticket show {acme}                                                                 done     done      done     refused
ticket summary {acme}                                                              done     done      done     refused
intervention list                                                                  done     done      warned   refused
intervention sheet {acme} --output sheet.pdf                                       done     done      done     refused
operation list                                                                     done     done      done     refused
preventive due                                                                     done     warned    done     refused
client list                                                                        warned   warned    done     done
client show acme                                                                   done     warned    done     refused
client level1 acme                                                                 done     done      done     refused
access list acme-2026                                                              warned   done      done     done
contract list                                                                      warned   warned    done     refused
contract show acme-2026                                                            done     done      done     refused
contract balance acme-carnet                                                       done     done      done     refused
contract coverage acme-2026                                                        done     done      done     refused
contract export acme-2026 out                                                      done     done      done     refused
billing list --month 2026-11                                                       done     done      partly   refused
component list                                                                     warned   done      done     done
component list --eol 12m                                                           warned   done      done     refused
component show acme ipbx                                                           done     done      done     done
team list                                                                          done     done      done     refused
board                                                                              warned   warned    warned   refused
stats                                                                              done     warned    warned   refused
stats client:acme                                                                  done     done      done     refused
stats client:beta                                                                  done     warned    warned   refused
sla show {acme}                                                                    done     done      done     refused
sla board                                                                          warned   warned    warned   refused
oncall show                                                                        done     done      done     refused
mail summary {acme}                                                                done     done      done     refused
mail digest --show acme:claire                                                     done     done      done     refused
mail quarantine list                                                               done     done      done     refused
outage list                                                                        done     done      done     refused
report annual acme-2026 --year 2026                                                done     done      done     refused
report annual beta-2026 --year 2026                                                refused  refused   partly   refused
report annual --all --year 2026 --output reports                                   partly   partly    partly   refused
report review acme-2026 --year 2026                                                done     done      done     refused
check                                                                              partly   partly    partly   partly
adopt --dry-run                                                                    done     done      done     refused
doctor                                                                             done     done      done     partly
undo --dry-run                                                                     done     done      refused  refused
log acme                                                                           done     done      done     refused
audit verify                                                                       done     done      done     refused
export tickets                                                                     done     done      partly   refused
export tickets client:acme                                                         done     done      done     refused
export tickets client:ACME,gamma contract:acme-2026                                done     done      done     refused
export tickets client:acme,beta                                                    done     done      partly   refused
export tickets client:Beta                                                         done     done      partly   refused
export tickets contract:beta-2026                                                  done     done      partly   refused
export tickets contract:none                                                       done     done      partly   refused
export contracts                                                                   done     partly    done     refused
export interventions                                                               done     done      partly   done
privacy report acme:claire                                                         warned   warned    warned   done
privacy retention                                                                  done     done      done     refused
conflicts                                                                          done     done      done     done
"""
ACTS = """
                                                                                   client   contract  ticket   team
call 0467000001 Souci --contract acme-2026                                         done     done      done     refused
billing export --month 2026-11                                                     done     partly    partly   refused
import old.csv                                                                     warned   warned    done     refused
privacy erase acme:claire                                                          refused  refused   refused  refused
ticket new --contract acme-2026 --title Autre                                      done     done      done     refused
ticket note {acme} Vu                                                              done     done      done     refused
ticket ack {acme}                                                                  done     done      done     refused
ticket assign {acme} lea                                                           done     done      done     refused
ticket edit {acme} --set priority=P1                                               done     done      done     refused
intervention plan {acme} --mode onsite --start 2026-11-25T14:00 --end +1h          done     done      done     refused
operation plan --contract acme-2026 --title M --start 2026-12-01T19:00 --end +1h   done     done      done     refused
preventive plan acme-2026 --visits 1:6 --id autre                                  done     done      done     refused
client new Gamma                                                                   warned   done      done     refused
client new Beta                                                                    refused  there     there    refused
client edit acme --set note=x                                                      done     done      done     refused
client contact add acme zoe --name Zoé --email zoe@acme.example                    done     done      done     refused
component add acme gw --kind gateway --name Passerelle                             done     done      done     refused
component update acme ipbx --version 2                                             done     done      done     refused
contract new gamma-2026 --client Gamma                                             warned   done      done     refused
contract edit acme-2026 --set title=x                                              done     done      done     refused
contract end acme-2026 --on 2027-01-01                                             done     done      done     refused
contract pack acme-carnet --tickets 5                                              done     done      done     refused
access create acme-2026 --contact claire                                           warned   done      done     refused
team add ines --name Inès --email ines@celya.example                               done     done      done     refused
team leave lea --to nadia                                                          warned   done      warned   refused
"""
"""Those that write are tried."""


@pytest.fixture
@done_once
def refs(desk):
    """Two clients with the same of everything; the references of their tickets."""
    desk.edit("desk.yaml", "mail:\n", 'mail:\n  address: "support@celya.example"\n')
    desk.ask("team", "add", "lea", "--name", "Léa Martin", "--email", "lea@celya.example", "--level", "2")
    return {
        "acme": furnish(desk, "acme", "claire:Claire Vidal:claire@acme.example:manager,level1:+33 4 67 00 00 01"),
        "beta": furnish(desk, "beta", "paul:Paul Roux:paul@beta.example:manager,level1:+33 4 67 00 00 02"),
    }


def furnish(desk, client: str, contact: str) -> str:
    since = ("--start", "2026-01-01")
    named = ("--client", client.title())
    desk.ask("contract", "new", f"{client}-2026", *named, *since, "--target", "P3:1h:8h", "--contact", contact)
    desk.ask("contract", "new", f"{client}-carnet", *named, *since, "--type", "pack")
    desk.ask("contract", "pack", f"{client}-carnet", "--tickets", "10")
    words = ("--kind", "pbx", "--name", "IPBX", "--expires", "2027-02-01")
    desk.ask("component", "add", client, "ipbx", *words)
    desk.ask("preventive", "plan", f"{client}-2026", "--visits", "2:3,11", "--since", "2026-01-01")
    words = ("--requester", contact.partition(":")[0], "--component", "ipbx", "--at", "2026-11-20 10:00")
    ref = desk.ask("ticket", "new", "--contract", f"{client}-2026", "--title", "Plus de tonalité", *words)["ref"]
    words = ("--mode", "remote", "--start", "2026-11-22 10:00", "--end", "2026-11-22 10:30", "--summary", "Essai")
    desk.ask("intervention", "add", ref, *words)
    words = ("--mode", "onsite", "--start", "2026-11-24 14:00", "--end", "15:30", "--technician", "lea")
    desk.ask("intervention", "plan", ref, *words)
    return ref


def spoil(desk, refs, what: str) -> str:
    """Commit a bad file as somebody does who edits by hand and looks at nothing; gives its path."""
    path, old, new = BAD[what]
    desk.edit(path.format(**refs), old, new)
    return path.format(**refs)


def rows(table: str, bad: str) -> dict[str, str]:
    """What a table says of each command when one kind of file is bad."""
    [kinds, *lines] = table.strip("\n").splitlines()
    place = len(kinds.split()) - kinds.split().index(bad)
    return {" ".join(line.split()[: -len(kinds.split())]): line.split()[-place] for line in lines}


def came_of_it(desk, words: list[str], path: str) -> str:
    """What a command did about the bad file, in the words of the tables."""
    answer = desk.run(*words, "--json")
    said = answer.stdout + answer.stderr
    kinds = {0: "done", 1: "partly", 65: "refused", 73: "there"}
    assert answer.exit_code in kinds, said
    if answer.exit_code in {1, 65}:
        assert path in said, said
    if answer.exit_code == 0 and said.startswith("{") and any(path in warning for warning in answer.warnings):
        return "warned"
    return kinds[answer.exit_code]


@pytest.mark.parametrize("bad", ["client", "contract", "ticket", "team"])
def test_what_reads_goes_on_without_a_bad_file_of_others_and_names_it(desk, refs, bad):
    path = spoil(desk, refs, bad)
    (desk.path / "old.csv").write_text(TABLE)
    told = rows(READS, bad)
    assert {words: came_of_it(desk, words.format(**refs).split(), path) for words in told} == told


@pytest.mark.parametrize("bad", ["client", "contract", "ticket", "team"])
def test_what_writes_for_others_goes_on_and_nobody_is_forgotten_by_halves(desk, refs, bad):
    path = spoil(desk, refs, bad)
    (desk.path / "old.csv").write_text(TABLE)
    told = rows(ACTS, bad)
    assert {words: came_of_it(desk, [*words.format(**refs).split(), "--dry-run"], path) for words in told} == told


@pytest.fixture
def sending(tmp_path, monkeypatch):
    """The command line on a machine that has a name of its own."""
    config = tmp_path / "config.toml"
    config.write_text('instance = "bureau-1"\n')
    config.chmod(0o644)
    monkeypatch.setenv("CELYACTL_CONFIG", str(config))


@pytest.mark.parametrize("bad", ["client", "contract", "ticket"])
@pytest.mark.usefixtures("sending")
def test_rounds_of_mail_and_escalation_do_what_they_can(desk, refs, bad):
    path = spoil(desk, refs, bad)
    assert came_of_it(desk, ["mail", "flush", "--take-over", "--to-maildir", "box"], path) == "partly"
    desk.ask("ticket", "ack", refs["acme"])
    for words in ("mail flush --to-maildir box", "mail flush --to-maildir box", "escalation run --take-over"):
        desk.now += timedelta(minutes=10)
        assert came_of_it(desk, words.split(), path) == "partly"
    assert came_of_it(desk, ["mail", "digest"], path) == ("partly" if bad == "client" else "done")
    told = {entry["type"] for entry in desk.ask("ticket", "show", refs["acme"])["journal"]}
    assert {"mail_sent", "notice"} <= told


@pytest.mark.parametrize("words", ["who 0467000001", "component list", "client list", "team leave lea --to nadia"])
def test_a_bad_component_is_a_bad_file_of_its_client(desk, refs, words):
    path = spoil(desk, refs, "component")
    assert came_of_it(desk, words.split(), path) == "warned"


def test_work_under_a_contract_that_can_t_be_read_waits_for_its_rates(desk, refs):
    path = spoil(desk, refs, "contract")
    answer = desk.run("billing", "export", "--month", "2026-11", "--json")
    assert (answer.exit_code, [line["ref"] for line in answer.data["lines"]]) == (1, [refs["acme"]])
    desk.edit(path, "visits: two", "visits: 2")
    assert [line["ref"] for line in desk.ask("billing", "export", "--month", "2026-11")["lines"]] == [refs["beta"]]


@pytest.mark.parametrize(
    ("words", "came"),
    [
        *((words, "warned") for words in ("contract list", "board", "preventive due", "who 0467000001")),
        ("report annual --all --year 2026 --output reports", "partly"),
        ("export contracts", "partly"),
    ],
)
def test_a_contract_that_ends_beyond_the_calendar_stops_no_other(desk, refs, words, came):
    path = "contracts/beta/beta-2026.yaml"
    desk.edit(path, "renewal_months: 12\n", "renewal_months: 600\nmax_renewals: 200\n")
    assert came_of_it(desk, words.split(), "beta-2026") == came


def test_a_contract_s_figures_tell_of_a_ticket_that_they_lack(desk, refs):
    path = spoil(desk, refs, "ticket")
    assert came_of_it(desk, ["stats", "client:beta"], path) == "warned"
    for words in (("contract", "export", "beta-2026", "out"), ("report", "annual", "beta-2026", "--year", "2026")):
        assert came_of_it(desk, list(words), path) == "partly"
    error = desk.refused("report", "approve", "beta-2026", "--year", "2026")
    assert (error["code"], path in error["message"]) == ("report_not_whole", True)


def test_an_empty_ticket_may_be_anybody_s(desk, refs):
    path = f"tickets/2026/11/{refs['beta']}.yaml"
    (desk.path / path).write_text("")
    desk.git("commit", "-qam", "by hand")
    for words in ("report annual acme-2026 --year 2026", "export tickets client:acme", "contract export acme-2026 out"):
        assert came_of_it(desk, words.split(), path) == "partly"


def test_a_ticket_of_a_longer_name_is_not_of_the_shorter(desk, refs):
    path = f"tickets/2026/11/{refs['beta']}.yaml"
    desk.edit(path, 'contract: "beta-2026"\nclient: "beta"\n', 'contract: "acme-2026-sud"\nclient: "acme-sud"\n')
    desk.edit(path, "\npriority: P3", "\npriority: P9")
    told = {words: came_of_it(desk, ["export", "tickets", words], path) for words in ("client:acme", "client:acme-sud")}
    assert told == {"client:acme": "done", "client:acme-sud": "partly"}
    assert desk.run("export", "tickets", "--", "-client:acme").exit_code == 1
    assert came_of_it(desk, ["report", "annual", "acme-2026", "--year", "2026"], path) == "done"


def test_a_row_of_an_import_under_a_bad_contract_names_its_file(desk, refs):
    path = spoil(desk, refs, "contract")
    for name in ("beta-2026", "Beta"):
        (desk.path / "old.csv").write_text(TABLE.replace("acme-2026", name))
        [fault] = desk.refused("import", "old.csv")["faults"]
        assert (fault["line"], path in fault["message"]) == (2, True)


def test_a_row_of_an_import_for_a_bad_client_names_its_file(desk, refs):
    path = spoil(desk, refs, "client")
    for name in ("beta-2026", "beta"):
        (desk.path / "old.csv").write_text(TABLE.replace("acme-2026", name))
        [fault] = desk.refused("import", "old.csv")["faults"]
        assert path in fault["message"]


def test_what_was_erased_stays_so_while_the_client_s_file_is_bad(desk, refs):
    for note in ("Voir Paul Roux", "Voir le standard"):
        desk.ask("client", "edit", "acme", "--set", f"note={note}")
    named = desk.git("rev-parse", "HEAD")
    desk.ask("privacy", "erase", "beta:paul")
    desk.ask("client", "new", "Gamma")
    plain = desk.git("rev-parse", "HEAD")
    spoil(desk, refs, "client")
    assert desk.refused("undo", named)["code"] == "details_erased"
    assert desk.run("undo", plain).exit_code == 0
