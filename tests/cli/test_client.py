from __future__ import annotations


def test_a_founded_desk_is_clean(desk):
    assert desk.git("status", "--porcelain") == ""
    assert desk.subjects() == ["init: a new desk"]
    assert desk.trailer("Celyactl-Actor") == "nadia"
