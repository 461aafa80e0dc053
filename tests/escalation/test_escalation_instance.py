"""Only the instance that `desk.yaml` names escalates."""

from __future__ import annotations

import pytest


def test_a_new_desk_has_no_service_that_escalates(desk):
    error = desk.refused("escalation", "run")
    assert (error["code"], error["exit"]) == ("no_service", 78)
    assert "--take-over" in error["message"]


def test_another_machine_is_refused_until_it_takes_over(watch):
    watch.config.write_text('instance = "bureau-2"\n')
    error = watch.refused("escalation", "run")
    assert (error["code"], error["exit"]) == ("not_the_instance", 78)
    assert "bureau-1" in error["message"]
    assert "bureau-2" in error["message"]
    assert watch.ask("escalation", "run", "--take-over")["instance"] == "bureau-2"
    assert watch.trailer("Celyactl-Op") == "escalation.take_over"
    assert watch.trailer("Celyactl-Actor") == "nadia"
    assert 'instance: "bureau-2"' in watch.read("desk.yaml")


def test_a_take_over_is_said_once(watch):
    watch.config.write_text('instance = "bureau-2"\n')
    said = "escalation\N{NO-BREAK SPACE}: cette machine, bureau-2, s’en charge désormais"
    assert said in watch.say("escalation", "run", "--take-over")
    assert "bureau-2" not in watch.say("escalation", "run", "--take-over")


def test_taking_over_again_records_nothing(watch):
    head = watch.git("rev-parse", "HEAD")
    watch.ask("escalation", "run", "--take-over")
    assert watch.git("rev-parse", "HEAD") == head


def test_without_configuration_the_host_has_its_own_name(desk, monkeypatch):
    monkeypatch.setattr("socket.gethostname", lambda: "poste-7")
    assert desk.ask("escalation", "run", "--take-over")["instance"] == "poste-7"
    assert desk.ask("escalation", "run")["instance"] == "poste-7"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("instance = 3\n", "instance"),
        ("instance = \n", "config.toml"),
        ("instance = " + "[" * 5000, "config.toml"),
        ('[escalation]\ncommand = "ring"\n', "escalation.command"),
        ("[escalation]\ncommand = [3]\n", "escalation.command"),
    ],
)
def test_a_wrong_configuration_is_told(watch, text, words):
    watch.config.write_text(text)
    error = watch.refused("escalation", "run")
    assert (error["code"], error["exit"]) == ("machine_file_wrong", 78)
    assert words in error["message"]


def test_a_configuration_that_others_may_write_names_no_program(watch):
    watch.config.write_text('instance = "bureau-1"\n[escalation]\ncommand = ["ring"]\n')
    watch.config.chmod(0o666)
    assert watch.refused("escalation", "run")["code"] == "machine_file_unsafe"


def test_the_users_settings_lie_over_the_systems(watch, home, monkeypatch, tmp_path):
    system, user = tmp_path / "system.toml", home / "config" / "celyactl" / "config.toml"
    system.write_text('instance = "bureau-2"\n')
    monkeypatch.delenv("CELYACTL_CONFIG")
    monkeypatch.setattr("celyactl.store.machine.SYSTEM", system)
    assert watch.refused("escalation", "run")["code"] == "not_the_instance"
    user.parent.mkdir(parents=True)
    user.write_text('instance = "bureau-1"\n')
    try:
        assert watch.ask("escalation", "run")["instance"] == "bureau-1"
    finally:
        user.unlink()
