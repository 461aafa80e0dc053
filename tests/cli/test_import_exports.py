"""`import` of what other desks export, by the mappings for them, and by one's own."""

from __future__ import annotations

import pytest


@pytest.fixture
def desk(desk):
    desk.sell("acme-2026", "--start", "2026-01-01", "--coverage", "business", "--target", "P2:1h:8h")
    return desk


GLPI = (
    '"ID";"Titre";"Entité";"Type";"Statut";"Priorité";"Demandeur - Demandeur";"Date d\'ouverture";"Date de résolution";'
    '"Date de clôture";"Description"\n'
    '"1 204";"Poste 12 muet";"Acme";"Incident";"Clos";"Haute";"DURAND Claire";"2026-10-05 09:00";"2026-10-05 10:00";'
    '"2026-10-06 10:00";"Plus de tonalité."\n'
    '"1205";"Nouveau poste";"Acme";"Demande";"Nouveau";"Moyenne";"";"2026-10-07 09:00";"";"";""\n'
)


def test_an_export_of_glpi_is_brought_in(desk, tmp_path):
    path = tmp_path / "glpi.csv"
    path.write_text(GLPI, encoding="utf-8-sig")
    refs = [one["ref"] for one in desk.ask("import", str(path), "--mapping", "glpi")["tickets"]]
    first, second = (desk.ask("ticket", "show", ref) for ref in refs)
    assert (first["external_id"], first["priority"], first["status"]) == ("glpi-1 204", "P2", "closed")
    assert first["caller"] == "DURAND Claire"
    cause = next(entry for entry in first["journal"] if entry["type"] == "cause")
    assert cause["unknown"]
    assert (second["kind"], second["status"], len(second["journal"])) == ("request", "new", 1)


def test_an_export_of_zammad_is_brought_in(desk, tmp_path):
    path = tmp_path / "zammad.csv"
    path.write_text(
        "#,Title,State,Priority,Customer,Organization,Create Channel,Created At,Closed At,First Response At\n"
        "31001,Poste muet,closed,3 high,Claire Durand,Acme,email,2026-10-05 09:00:00 UTC,2026-10-05 12:00:00 UTC,"
        "2026-10-05 09:05:00 UTC\n",
        encoding="utf-8",
    )
    [one] = desk.ask("import", str(path), "--mapping", "zammad")["tickets"]
    ticket = desk.ask("ticket", "show", one["ref"])
    assert (ticket["origin"], ticket["opened_at"]) == ("email", "2026-10-05T11:00:00+02:00")
    assert (ticket["external_id"], ticket["status"]) == ("zammad-31001", "closed")


def test_a_mapping_may_be_a_file(desk, tmp_path):
    mapping = tmp_path / "ours.toml"
    mapping.write_text('[columns]\ntitle = "Objet"\n[missing]\ncontract = "acme-2026"\n', encoding="utf-8")
    path = tmp_path / "ours.csv"
    path.write_text("Objet,opened_at,external_id\nÉcho,2026-10-05 09:00,X1\n", encoding="utf-8")
    assert desk.ask("import", str(path), "--mapping", str(mapping))["created"] == 1
    mapping.write_text('[columns]\nsubject = "Objet"\n', encoding="utf-8")
    assert desk.refused("import", str(path), "--mapping", str(mapping))["code"] == "bad_mapping"
    assert desk.refused("import", str(path), "--mapping", "otrs")["code"] == "unknown_mapping"
