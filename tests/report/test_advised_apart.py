"""What the figures recommend, drawn by plain loops over the YAML: nothing here is the program's.

Of the sample as it is, and of one in which more has come to pass: a line that closes, trainings that are missing or ran
out, a pack that is used up, a manager who decided.
"""

from __future__ import annotations

import os
import subprocess
import tomllib
from datetime import date, datetime, timedelta
from shutil import copytree

import pytest
from desks import DeskInUse
from isolation import REPOSITORY
from sample_day import TODAY
from test_computed_apart import NOW, Sample, day_of
from test_counted_apart import entries, misses, opened, packs, sorts

CONTRACTS = ("warndt-2025", "grand-large-2025", "grand-large-villa", "montfleuri-2025", "val-orne-2025")
ANNOUNCED = tomllib.loads((REPOSITORY / "celyactl/data/end_of_life.toml").read_text(encoding="utf-8"))
A_QUARTER = timedelta(days=90)
DECIDED = """format: 1
contract: "val-orne-2025"
start: "2026-01-01"
end: "2027-01-01"
recommendations:
  - rule: "findings-left"
    decision: rejected
    text: "Dit au client en mars."
  - rule: "repeated-incidents"
    about: "ipbx"
    decision: edited
    text: "Remplacer la carte réseau du central."
  - rule: "own-1"
    decision: added
    text: "Former une seconde personne."
"""
ALTERED = [
    ("contracts/montfleuri/client.yaml", "SIP sur UDP, 8 canaux", "RNIS, 4 accès T0"),
    ("contracts/montfleuri/client.yaml", 'expires: "2027-01-22"', 'expires: "2026-01-22"'),
    (
        "contracts/grand-large/client.yaml",
        "    roles:\n      - manager\n",
        "    roles:\n      - level1\n      - manager\n",
    ),
    (
        "contracts/deux-ponts/deux-ponts-carnet.yaml",
        'quantity: 10\n    expires: "2027',
        'quantity: 3\n    expires: "2027',
    ),
]


def announced_for(one, version):
    """The last day of its maker's support; nothing where no series is announced."""
    said = f"{one.get('maker', '')} {one.get('product', '')}".strip().lower() or one["name"].lower()
    for product in ANNOUNCED["products"]:
        if any(word in said.split() for word in product["words"]):
            return product.get("until", {}).get(version.split(".")[0])
    return None


def ends(one):
    """What ends of a component, as (rule, day), soonest first."""
    found = []
    versions = [each["version"] for each in one.get("versions", [])]
    known = [announced_for(one, version) for version in versions]
    if one["kind"] in {"line", "trunk"}:
        for line in ANNOUNCED["lines"]:
            if set(one.get("technology", "").lower().replace(",", "").split()) & set(line["words"]):
                found.append(("closing", line["latest"]))
                break
    elif known and known[-1]:
        found.append(("end-of-life", known[-1]))
    own = one.get("end_of_life")
    if own and date.fromisoformat(own) not in known[:-1]:
        found = [("end-of-life", date.fromisoformat(own))]
    if "expires" in one:
        found.append(("expires", date.fromisoformat(one["expires"])))
    return found


def ending(own, last):
    """What ends within a year; a line may close on any day until the last."""
    covered = own.contract.get("covers", {})
    found = []
    for one in own.client.get("components", []):
        mine = one["id"] in covered.get("components", []) or one["kind"] in covered.get("kinds", [])
        mine = mine or one.get("site") in covered.get("sites", [])
        if one.get("state") == "retired" or (covered and not mine) or one.get("since", "0") > last.isoformat():
            continue
        found += [
            (rule, one["id"], None, day)
            for rule, day in ends(one)
            if rule == "closing" or day < last.replace(year=last.year + 1)
        ]
    return sorted(found, key=lambda each: (each[0] == "closing", each[3], each[1]))


def trainings(own, last):
    found = []
    for one in own.client["contacts"]:
        if one.get("since", "0") > last.isoformat() or one.get("left", "9") <= last.isoformat():
            continue
        given = [each for each in one.get("training", []) if each["on"] <= last.isoformat()]
        if not given and "level1" in one["roles"]:
            found.append(("training-untrained", one["id"], None, None))
        latest = {each["topic"].lower(): each for each in sorted(given, key=lambda each: each["on"])}
        for each in latest.values():
            day = date.fromisoformat(each.get("expires", "9999-12-31"))
            if day <= last + A_QUARTER:
                state = "training-expired" if day <= last else "training-expiring"
                found.append((state, one["id"], None, day))
    return found


def repeated(own, year):
    hit = {}
    for one in opened(own, year):
        for name in one.get("components", []) if one["kind"] == "incident" else ():
            hit[name] = hit.get(name, 0) + 1
    often = sorted((-count, name) for name, count in hit.items() if count >= 3)
    return [("repeated-incidents", name, -count, None) for count, name in often]


def counted(own, year):
    late = [one for name in ("response", "restoration") for one in misses(own, name, year)]
    third = sum(why == "third-party" for *_more, why, _text in late)
    outside = sorts(own, year)["out_of_hours"]
    done = [one for _ticket, one in entries(own, "preventive_done") if day_of(one["at"])[:4] == year]
    left = sum("ref" not in found for one in done for found in one.get("findings", []))
    found = [("third-party-delays", third, 2), ("wider-hours", outside, 5), ("findings-left", left, 1)]
    if sold := packs(own, year):
        found.append(("pack-nearly-used", sold[-1]["used"] * 100 // sold[-1]["quantity"], 80))
    return [(rule, None, count, None) for rule, count, least in found if count >= least]


def recommended(own, year):
    last = min(date(int(year) + 1, 1, 1), NOW.date())
    return [*ending(own, last), *trainings(own, last), *repeated(own, year), *counted(own, year)]


def told(desk, slug, year):
    return desk.ask("report", "annual", slug, "--year", year)["recommendations"]


def plain(found):
    return [
        (one["rule"], one["about"], one["count"], one["day"] and date.fromisoformat(one["day"]))
        for one in found
        if one["decision"] != "added"
    ]


@pytest.mark.parametrize("slug", [*CONTRACTS, "deux-ponts-carnet"])
@pytest.mark.parametrize("year", ["2025", "2026"])
def test_the_recommendations_are_those_that_plain_loops_draw(shown, sample, slug, year):
    assert plain(told(shown, slug, year)) == recommended(Sample(sample, slug), year)


@pytest.fixture(scope="module")
def altered(sample, tmp_path_factory):
    path = tmp_path_factory.mktemp("altered") / "desk"
    copytree(sample, path)
    for name, old, new in ALTERED:
        text = (path / name).read_text(encoding="utf-8")
        assert text.count(old) == 1, (name, old)
        (path / name).write_text(text.replace(old, new), encoding="utf-8")
    for file in path.glob("tickets/*/*/*.yaml"):
        file.write_text(file.read_text(encoding="utf-8").replace("because: force-majeure", "because: third-party"))
    decided = path / "contracts/val-orne/reports/2026.val-orne-2025.yaml"
    decided.parent.mkdir()
    decided.write_text(DECIDED, encoding="utf-8")
    dates = {"GIT_AUTHOR_DATE": TODAY, "GIT_COMMITTER_DATE": TODAY}
    for words in (["add", "--all"], ["commit", "-qm", "More has come to pass"]):
        subprocess.run(["git", *words], cwd=path, check=True, env=os.environ | dates)
    return path


def test_what_came_to_pass_and_what_a_manager_decided_is_drawn_too(altered, run):
    desk = DeskInUse(altered, run)
    desk.now = datetime.fromisoformat(TODAY)
    rules = set()
    for slug in (*CONTRACTS, "deux-ponts-carnet"):
        for year in ("2025", "2026"):
            wanted = recommended(Sample(altered, slug), year)
            rules |= {rule for rule, *_more in wanted}
            if (slug, year) == ("val-orne-2025", "2026"):
                wanted = [one for one in wanted if one[0] != "findings-left"]
            assert (slug, year, plain(told(desk, slug, year))) == (slug, year, wanted)
    assert rules >= {"closing", "training-untrained", "training-expired", "third-party-delays", "pack-nearly-used"}
    found = {(one["rule"], one["about"]): one for one in told(desk, "val-orne-2025", "2026")}
    assert ("findings-left", None) not in found
    assert found["repeated-incidents", "ipbx"]["text"] == "Remplacer la carte réseau du central."
    assert list(found)[-1] == ("own-1", None)
    assert found["own-1", None]["text"] == "Former une seconde personne."
