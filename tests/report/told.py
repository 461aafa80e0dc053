"""What a reader of the French report must find for each figure of its JSON: whole tables, in words of our own."""

from __future__ import annotations

from told_words import (
    CLOCKS,
    ENDS,
    KINDS,
    LEVELS,
    MODES,
    MONTHS,
    NEXT,
    ORIGINS,
    OUTCOMES,
    REASONS,
    STATES,
    URGENCIES,
    WAITS,
    WHY,
    day,
    hours,
    most_first,
    promised,
    share,
    window,
)


class Told:
    """One report: its JSON beside the files of its contract, its client and the desk, as they are written."""

    def __init__(self, data, desk, contract, client):
        self.data = data
        self.components = {one["id"]: one for one in client.get("components", [])}
        self.contacts = {one["id"]: one["name"] for one in client.get("contacts", [])}
        self.services = {one["id"]: one["name"] for one in desk["shared_services"]}
        self.urgencies = URGENCIES | {one["priority"]: one["word"] for one in contract.get("severities", [])}

    def named(self, ident):
        return self.components[ident]["name"]

    def everything(self, titles):
        """Every text that must be there; `titles` are those of the tickets, by reference."""
        for part in (self.tickets, self.promises, self.availability, self.work, self.preventive, self.installation):
            yield from part()
        yield from self.people()
        yield from self.advice()
        yield from self.misses(titles)
        yield from (self.data["commit"], self.data["figures"])

    def tickets(self):
        told = self.data["tickets"]
        states = [("Ouvertes au début", "open_at_start"), ("Ouvertes sur la période", "opened")]
        states += [("Rouvertes sur la période", "reopened"), ("Réglées sur la période", "settled")]
        states += [
            ("Annulées sur la période", "cancelled"),
            ("Ouvertes à la fin", "open_at_end"),
            ("Closes sur la période", "closed"),
        ]
        kept = [(label, key) for label, key in states if told[key] or key not in {"reopened", "cancelled"}]
        said = " ".join(f"{label} {told[key]}" for label, key in kept)
        said += f" Signalées hors des heures de service {told['out_of_hours']}" if told["out_of_hours"] else ""
        yield said + (f" Hors contrat {told['out_of_contract']}" if told["out_of_contract"] else "")
        months = " ".join(f"{MONTHS[int(name[5:]) - 1]} {name[:4]} {n}" for name, n in told["by_month"].items())
        yield f"Demandes par mois Mois Demandes Mois Demandes {months}"
        for caption, heading, words, counts in (
            ("Par nature", "Nature", KINDS, most_first(told["by_kind"])),
            ("Par urgence", "Urgence", self.urgencies, told["by_priority"].items()),
            ("Comment vous nous avez joints", "Comment", ORIGINS, most_first(told["by_origin"])),
            ("Qui s'en est occupé", "Par qui", LEVELS, told["by_level"].items()),
            (
                "Par équipement",
                "Équipement",
                {key: self.named(key) for key in told["by_component"]},
                most_first(told["by_component"]),
            ),
        ):
            if counts:
                yield f"{caption} {heading} Demandes " + " ".join(f"{words[key]} {n}" for key, n in counts)

    def promises(self):
        clocks = [(CLOCKS[key], self.data[key]) for key in CLOCKS]
        runs = {name: one["count"] - one["met"] - len(one["missed"]) for name, one in clocks}
        more = (lambda name: f"{runs[name]} ") if any(runs.values()) else (lambda _name: "")
        kept = " ".join(
            f"{name} {one['count']} {one['met']} {len(one['missed'])} {more(name)}"
            f"{share(one['rate'] and one['rate'] * 100)}"
            for name, one in clocks
            if one["count"]
        )
        if kept:
            running = "En cours " if any(runs.values()) else ""
            yield f"Engagements tenus Engagement Cas Tenus Manqués {running}Part tenue {kept}"
        observed = [(name, one["observed"]) for name, one in clocks]
        late = {name: sum(bool(miss["met_at"]) for miss in one["misses"]) for name, one in clocks}
        ended = [(name, one | {"count": one["met"] + late[name]}) for name, one in clocks]
        for caption, told in (("Délais", ended), ("Constaté là où aucun délai n'était garanti", observed)):
            rows = " ".join(
                " ".join([name, str(one["count"]), *(hours(one[f"{key}_seconds"]) for key in ("median", "p95", "max"))])
                for name, one in told
                if one["count"]
            )
            if rows:
                yield f"{caption} Délai Cas La moitié en 19 sur 20 en Le plus long {rows}"
        waits = " ".join(f"{WAITS[key]} {hours(n)}" for key, n in self.data["waiting_seconds"].items() if n)
        if waits:
            yield f"Temps d'attente En attente Temps écoulé {waits}"

    def misses(self, titles):
        for key, name in CLOCKS.items():
            rows = [
                f"{titles[one['ref']]} {one['ref']} {promised(one['target'])} "
                f"{hours(one['late_seconds'])}{'' if one['met_at'] else ' à ce jour'} "
                + (f"{WHY[one['because']]} : {one['reason']}" if one["because"] else "motif à donner")
                for one in self.data[key]["misses"]
            ]
            if rows:
                yield f"Manqué : {name} Demande Garanti Retard Motif {' '.join(rows)}"

    def availability(self):
        rows = [
            f"{self.services[one['service']]} {share(one['percent'], 4)} "
            f"{hours(one['planned_seconds'])} {hours(one['unplanned_seconds'])}"
            for one in self.data["availability"]
        ]
        if rows:
            yield f"Sur la période Service Disponibilité Arrêts prévus Coupures {' '.join(rows)}"
        for one in self.data["availability"]:
            months = [
                f"{MONTHS[int(held['month'][5:]) - 1]} {held['month'][:4]} {share(held['percent'], 4)} "
                f"{hours(held['unplanned_seconds'])}"
                for held in one["months"]
                if held["planned_seconds"] or held["unplanned_seconds"]
            ]
            if months:
                yield f"Mois Disponibilité Coupures {' '.join(months)}"

    def work(self):
        work = self.data["interventions"]
        if work["count"]:
            rows = " ".join(
                f"{MODES[mode]} {n} {hours(work['seconds_by_mode'][mode])}" for mode, n in work["by_mode"].items()
            )
            total = f"Total {work['count']} {hours(work['seconds'])}"
            yield f"Interventions Comment Interventions Temps {rows} {total}"
        if work["travel_seconds"]:
            yield f"Déplacements, en plus {hours(work['travel_seconds'])}"
        if work["out_of_hours"]:
            plural = "s" if work["out_of_hours"] > 1 else ""
            outside = f"{work['out_of_hours']} intervention{plural}, {hours(work['out_of_hours_seconds'])}"
            yield f"Hors heures couvertes {outside}"
        rows = " ".join(
            f"{one['title']} {one['ref']} {window(one['start'], one['end'])} {OUTCOMES[one['outcome']]}"
            for one in self.data["operations"]
        )
        if rows:
            yield f"Opérations Opération Créneau Résultat {rows}"

    def preventive(self):
        told = self.data["preventive"]
        if told["promised"]:
            late = ", ".join(day(one["due"]) for one in told["late"])
            yield (
                f"Visites promises {told['promised']} Visites faites {told['done']} "
                f"Visites en retard {len(told['late'])}" + (f" ({late})" if late else "")
            )
        rows = " ".join(
            f"{day(one['at'])} {one['in_order']} sur {one['checked']} {len(one['findings'])}" for one in told["visits"]
        )
        if rows:
            yield f"Visites Jour Points conformes Constats {rows}"
        yield from (found["text"] for one in told["visits"] for found in one["findings"])

    def installation(self):
        told = self.data["installation"]
        if told["components"]:
            plural = "s" if told["components"] > 1 else ""
            yield f"Sous contrat {told['components']} équipement{plural}"
        updates = " ".join(
            f"{day(one['on'])} {self.named(one['component'])} {one['old'] or '-'} {one['new']} {REASONS[one['reason']]}"
            for one in told["updates"]
        )
        versions = " ".join(
            f"{self.named(key)} {self.components[key].get('product', '-')} {version}"
            for key, version in told["versions"].items()
        )
        ending = " ".join(
            f"{day(one['on'])} {self.named(one['component'])} {ENDS[one['what']]}"
            for one in told["ending"]
            if one["on"]
        )
        if updates:
            yield f"Mises à jour effectuées Jour Équipement Avant Après Motif {updates}"
        if versions:
            yield f"Versions actuelles Équipement Produit Version {versions}"
        if ending:
            yield f"Ce qui arrive à son terme Jour Équipement Quoi {ending}"

    def advice(self):
        said = [
            one["text"]
            or NEXT[one["rule"]].format(
                about=(self.contacts | {key: self.named(key) for key in self.components}).get(one["about"]),
                day=day(one["day"]) if one["day"] else None,
                count=one["count"],
            )
            for one in self.data["recommendations"]
        ]
        said = said or ["Rien dans les chiffres n'appelle de décision."]
        yield "Ce que nous vous proposons" + " ".join(said)

    def people(self):
        told = self.data["level1"]
        if told["settled"]:
            rate = f" ({share(told['rate'] * 100)})" if told["rate"] is not None else ""
            yield f"Réglé sans nous {told['solved']} sur {told['settled']}{rate}"
        rows = " ".join(
            f"{self.contacts[one['contact']]} {one['topic'] or '-'} {day(one['on']) if one['on'] else '-'} "
            + STATES[one["state"]]
            + (f" ({day(one['expires'])})" if one["expires"] else "")
            for one in told["trainings"]
        )
        if rows:
            yield f"Formations Interlocuteur Formation Jour État {rows}"
        amount = lambda one, key: str(one[key]) if one["unit"] == "tickets" else hours(one[key])  # noqa: E731
        rows = " ".join(
            f"{day(one['bought'])} {day(one['expires']) if one['expires'] else '-'} "
            + " ".join(amount(one, key) for key in ("size", "drawn", "left"))
            for one in self.data["packs"]
        )
        if rows:
            yield f"Carnets Acheté le Valable jusqu'au Taille Consommé sur la période Reste {rows}"
