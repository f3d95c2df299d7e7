"""What there is one of: read late, told once, closed in order."""

from __future__ import annotations

from kneeapp.base.settings import Settings
from kneeapp.journal.model import Moment
from kneeapp.ui.services import Services


def test_the_library_read_in_the_background_is_the_same(services):
    services.warm()
    services.warm()
    warmed = services.library()
    assert "runners-knee-1" in warmed.routines
    assert services.library() is warmed
    services.forget_library()
    assert services.library().routines.keys() == warmed.routines.keys()


def test_problems_of_own_files_are_told_once(services, qtbot):
    (services.data_dir / "routines").mkdir(parents=True)
    (services.data_dir / "routines" / "mine.yaml").write_text("kind: routine\n")
    told = []
    services.problem_found.connect(told.append)
    services.warm()
    services.library()
    services.library()
    assert len(told) == 1
    assert "mine.yaml:1:1" in told[0]


def test_a_routine_of_a_file_joins_with_its_exercises(services, tmp_path):
    file = tmp_path / "mine.yaml"
    file.write_text(
        "{kind: routine, id: mine, title: Mine, purpose: strength, summary: S., sources: [J],"
        " pain_rule: {during: 2, mode: careful, sources: [J]}, stop: [Pain.],"
        " steps: [{exercise: wall-sit, hold: 20s}]}"
    )
    assert services.find_routine(str(file)).id == "mine"
    assert services.library().routines["mine"].title == "Mine"
    assert services.find_routine("desk-break").id == "desk-break"


def test_a_journal_that_cannot_be_opened_is_told_and_kept_in_memory(services):
    services.data_dir.mkdir()
    (services.data_dir / "journal.db").mkdir()
    told = []
    services.problem_found.connect(told.append)
    journal = services.journal()
    journal.add_pain(Moment.NOW, 3)
    assert len(journal.entries()) == 1
    assert journal.path is None
    assert told


def test_settings_are_told_and_kept(services, qtbot):
    with qtbot.waitSignal(services.settings_changed):
        services.save_settings(Settings(volume=10))
    again = Services(services.clock, services.data_dir)
    assert again.settings.volume == 10
