"""The tables of the index. Instants are whole seconds since 1970 beside their text as written; ids are rowids.

`tickets.open` is 1 for what is not resolved, closed or cancelled; `due_at` and `late` are known for those only,
From `attention` on escalation has something to do, from `unexplained`
on there is a miss without a reason; `unknown` is 1 for an open one whose deadline can't be computed. `running` is the
deadline of a clock that runs, `promised` that of a third party, `turn` since when it is our turn; `beside` is 1 for
what a board shows beside its deadlines: a planned visit or operation, a message that reached nobody. `back` is when a
wait ends, `last` the latest entry, `party` the third party (in `tags`: folded as `domain.folding` has it); `cause` is
the first line of the cause that holds. `packed` is the whole ticket, for those that a board may show. `words` has the
rowid of its ticket. Lists are joined by line feeds, which no item can hold. `exclusions` are the windows of operations
that count, `announced` says when their notices came into the history. `facts` has the id of its ticket: what the
figures of a report are made of (`domain.figures.facts`), as far as any later look at the same file sees the same.
"""

from __future__ import annotations

from typing import Final

from celyactl import __version__

VERSION: Final = f"12 {__version__}"
"""What else than the tree the tables depend on: raise the number when a column, or what fills it, changes."""

NEVER: Final = 1 << 62
"""`due_order` and `running` of what is not due, `back` and `promised` of what waits for nobody: after all others."""

COLUMNS: Final = (
    "open",
    "status",
    "priority",
    "level",
    "kind",
    "due_order",
    "late",
    "attention",
    "running",
    "promised",
    "turn",
    "unexplained",
    "unknown",
    "beside",
    "back",
    "opened",
    "last",
    "client",
    "contract",
    "assignee",
    "requester",
    "site",
    "pending",
    "party",
    "ref",
    "code",
    "title",
    "opened_at",
    "due_at",
    "components",
    "labels",
    "last_at",
    "last_by",
    "pending_until",
    "uid",
    "aliases",
    "imported",
    "caller",
    "origin",
    "severity",
    "out_of_hours",
    "out_of_contract",
    "external_id",
    "links",
    "pending_more",
    "cause",
    "path",
    "blob",
    "packed",
)
"""The columns of `tickets` after `id`; what a filter or an order reads comes first."""

_INTEGERS: Final = frozenset(
    {
        *("open", "priority", "level", "due_order", "late", "attention", "back", "opened", "last"),
        *("running", "promised", "turn", "unexplained", "unknown", "beside", "imported", "out_of_hours"),
    }
)
_TYPES: Final = dict.fromkeys(_INTEGERS, "INTEGER") | {"packed": "BLOB"}
_TYPED: Final = ", ".join(f"{name} {_TYPES.get(name, 'TEXT')}" for name in COLUMNS)

TABLES: Final = f"""
CREATE TABLE meta (version TEXT, holidays TEXT, head TEXT, tree TEXT, prefix TEXT, zone TEXT);
CREATE TABLE tickets (id INTEGER PRIMARY KEY, {_TYPED});
CREATE TABLE tags (field TEXT, name TEXT, id INTEGER, PRIMARY KEY (field, name, id)) WITHOUT ROWID;
CREATE TABLE aliases (ref TEXT, id INTEGER, PRIMARY KEY (ref, id)) WITHOUT ROWID;
CREATE TABLE facts (id INTEGER PRIMARY KEY, packed BLOB);
CREATE TABLE contracts (slug TEXT, client TEXT, title TEXT, path TEXT PRIMARY KEY);
CREATE TABLE clients (id TEXT, name TEXT, folded TEXT, path TEXT PRIMARY KEY);
CREATE TABLE numbers (first TEXT, last TEXT, kind TEXT, client TEXT, id TEXT, name TEXT, path TEXT);
CREATE TABLE cards (kind TEXT, client TEXT, id TEXT, name TEXT, called TEXT, folded TEXT, around TEXT, path TEXT);
CREATE TABLE people (id TEXT PRIMARY KEY, name TEXT, email TEXT);
CREATE TABLE views (name TEXT PRIMARY KEY, query TEXT);
CREATE TABLE unreadable (
    path TEXT, language TEXT, line INTEGER, field TEXT, code TEXT, message TEXT, PRIMARY KEY (path, language)
);
CREATE TABLE announced (
    ticket TEXT, entry TEXT, start TEXT, stop TEXT, component TEXT, at TEXT,
    PRIMARY KEY (ticket, entry, start, stop, component)
);
CREATE TABLE exclusions (
    client TEXT, component TEXT, start TEXT, stop TEXT, announced TEXT, ref TEXT, path TEXT
);
CREATE VIRTUAL TABLE words USING fts5(title, journal, columnsize=0, tokenize="unicode61 remove_diacritics 2");
"""

INDEXES: Final = """
CREATE UNIQUE INDEX tickets_by_path ON tickets (path);
CREATE INDEX tickets_by_ref ON tickets (ref);
CREATE INDEX tickets_by_code ON tickets (code, ref);
CREATE INDEX tickets_open ON tickets (
    due_order, priority, opened, ref, late, status, pending, level, kind, client, contract, assignee, requester, site,
    back
) WHERE open = 1;
CREATE INDEX tickets_by_opening ON tickets (opened, ref);
CREATE INDEX tickets_by_client ON tickets (client, opened, ref);
CREATE INDEX tickets_by_contract ON tickets (contract, opened, ref);
CREATE INDEX tickets_by_assignee ON tickets (assignee, opened, ref);
CREATE INDEX tickets_by_status ON tickets (status, opened, ref);
CREATE INDEX tickets_board ON tickets (running, promised, pending, turn, back, ref) WHERE open = 1;
CREATE INDEX tickets_unexplained ON tickets (unexplained, ref) WHERE unexplained IS NOT NULL;
CREATE INDEX tickets_unknown ON tickets (contract) WHERE unknown = 1;
CREATE INDEX tickets_beside ON tickets (open, last) WHERE beside = 1;
CREATE INDEX tickets_attention ON tickets (attention, ref) WHERE attention IS NOT NULL;
CREATE INDEX tickets_operations ON tickets (path, blob) WHERE kind = 'operation';
CREATE INDEX exclusions_by_client ON exclusions (client);
CREATE INDEX tags_by_ticket ON tags (id);
CREATE INDEX contracts_by_slug ON contracts (slug);
"""
"""Made after a build has filled the tables, which is quicker."""
