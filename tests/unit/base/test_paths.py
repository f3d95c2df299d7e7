"""Where pictures are looked for."""

from __future__ import annotations

from kneeapp.base.paths import PICTURES, assets, sheet_folder


def test_own_pictures_of_an_exercise_come_before_the_shipped_ones(tmp_path, monkeypatch):
    monkeypatch.setenv("KNEEAPP_DATA_DIR", str(tmp_path))
    shipped = assets() / "exercises"
    assert sheet_folder("wall-sit") == shipped
    own = tmp_path / PICTURES
    own.mkdir()
    (own / "wall-sit.json").write_text("{}", encoding="utf-8")
    assert sheet_folder("wall-sit") == own
    assert sheet_folder("squat") == shipped
