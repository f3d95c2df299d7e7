from __future__ import annotations

import json

from kneeapp.cli.main import run_command


def test_it_is_json(capsys):
    assert run_command(["schema"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["title"] == "Kneeapp exercise, routine or programme"
