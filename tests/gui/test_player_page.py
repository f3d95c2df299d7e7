"""The player with real keys and clicks, a clock the test drives, and ears that remember."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType

import pytest
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QAbstractButton, QApplication, QPushButton

from kneeapp.base.errors import UserError
from kneeapp.base.paths import routines
from kneeapp.base.side import Side
from kneeapp.flow.visit.choice import RoutineChoice
from kneeapp.player.engine import Status
from kneeapp.player.speech import Estimate
from kneeapp.routine.load import load_library
from kneeapp.routine.model import (
    Amount,
    Beat,
    Dose,
    Exercise,
    ExerciseStep,
    Group,
    Library,
    Note,
    PainMode,
    PainRule,
    Phase,
    Purpose,
    Routine,
    Sides,
    Until,
)
from kneeapp.ui.player_page import PlayerPage
from kneeapp.ui.services import Services
from kneeapp.ui.widgets.banner import Banner

Key = Qt.Key
SECOND = 1_000


class FakeSound(QObject):
    changed = Signal()

    def __init__(self, clock):
        super().__init__()
        self.clock, self.played, self.heard, self.prepared = clock, [], True, 0

    def prepare(self):
        self.prepared += 1

    def close(self):
        pass

    def play(self, beep, when=None):
        self.played.append((self.clock.ms if when is None else when.at_ms, beep.value))

    def has_way(self):
        return False  # no audio clock: cues are given when they are due

    def is_heard(self):
        return self.heard

    def note(self):
        return "" if self.heard else "No sound found. You will see a flash instead."


class FakeVoice(QObject):
    changed = Signal()

    def __init__(self, clock):
        super().__init__()
        self.clock, self.said = clock, []

    plays_ahead = False

    def prepare(self):
        pass

    def speech(self):
        return Estimate()

    def say(self, text, _priority, when=None):
        if text:
            self.said.append((self.clock.ms if when is None else when.at_ms, text))

    def is_heard(self):
        return True

    def stop(self):
        pass

    def note(self):
        return ""

    def close(self):
        pass


class FakeAwake:
    def __init__(self):
        self.steps = []

    def hold(self):
        self.steps.append("hold")

    def release(self):
        self.steps.append("release")

    def refused(self):
        return False


def exercise(name, **more):
    usual = {
        "id": name.lower().replace(" ", "-"),
        "name": name,
        "group": Group.STRENGTH,
        "position": "standing",
        "start": "Stand with your back to a wall.",
        "steps": ("Slide down.", "Stay there."),
        "sides": Sides.BOTH,
        "dose": "as it is",
        "sources": ("J",),
        "alt": "A person leans on a wall.",
        "cues": ("Knees over toes", "Breathe"),
        "equipment": ("wall",),
    }
    return Exercise(**(usual | more))


def seconds(n):
    return Amount(n * SECOND)


UP_AND_DOWN = (Beat(Phase.UP, seconds(2)), Beat(Phase.DOWN, seconds(2)))
HALF_SQUAT = ExerciseStep("half-squat", (Dose(hold=seconds(6)),), label="Half squat")
ROUTINE = Routine(
    id="two-moves",
    title="Two moves",
    purpose=Purpose.REHAB,
    summary="Short and calm.",
    sources=("J",),
    pain_rule=PainRule(during=5, careful_during=2, mode=PainMode.REHAB, sources=("J",)),
    stop=("The knee gives way.",),
    get_ready=seconds(5),
    steps=(
        ExerciseStep(
            "wall-sit",
            (Dose(hold=seconds(12)),),
            label="Wall sit",
            sets=Amount(2),
            rest=seconds(20),
            sides=Sides.EACH,
            switch=seconds(5),
            then=seconds(10),
            easier=HALF_SQUAT,
        ),
        ExerciseStep(
            "leg-lift",
            (Dose(reps=Amount(3), tempo=UP_AND_DOWN),),
            label="Leg lift",
        ),
        Note("Sit down now.", seconds(30), until_done=True),
        ExerciseStep(
            "walk", (Dose(time=seconds(60), until=Until.DONE),), label="Walk", sides=Sides.NONE
        ),
    ),
)  # fmt: skip
SORE = replace(
    ROUTINE,
    id="sore-side",
    steps=(ExerciseStep("wall-sit", (Dose(hold=seconds(12)),), sides=Sides.SORE),),
)
LIBRARY = Library(
    exercises=MappingProxyType(
        {e.id: e for e in map(exercise, ("Wall sit", "Half squat", "Leg lift", "Walk"))}
    ),
    routines=MappingProxyType({r.id: r for r in (ROUTINE, SORE)}),
    programmes=MappingProxyType({}),
)
CHOICE = RoutineChoice("two-moves", Side.LEFT, pain_limit=5, why="It fits your knee.")


@pytest.fixture
def services(qapp, clock, tmp_path):
    made = Services(clock, tmp_path)
    made._library = LIBRARY
    made._sound, made._voice, made._awake = FakeSound(clock), FakeVoice(clock), FakeAwake()
    yield made
    made.close()


class Player:
    """A person at the player."""

    def __init__(self, page, clock, qtbot):
        self.page, self.clock, self.qtbot = page, clock, qtbot
        self.stage, self.run = page.stage, page.stage.run
        self.results = []
        page.finished.connect(self.results.append)

    def key(self, *keys):
        for key in keys:
            target = QApplication.focusWidget() or self.page
            self.qtbot.keyClick(target, key)

    def click(self, button):
        self.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)

    def wait(self, ms, step=100):
        """Let time pass, woken as the timer would wake."""
        while ms > 0:
            self.clock.advance(min(step, ms))
            ms -= step
            if self.stage.timer.isActive():
                self.stage.timer.timeout.emit()

    @property
    def state(self):
        return self.stage.session.state

    @property
    def word(self):
        return self.run.sign.word()


@pytest.fixture
def page(services, qtbot):
    made = PlayerPage(services)
    qtbot.addWidget(made)
    made.resize(1280, 800)
    made.load(CHOICE)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    made.shown()
    yield made
    made.leave()


@pytest.fixture
def player(page, clock, qtbot):
    return Player(page, clock, qtbot)


@pytest.fixture
def running(player):
    player.key(Key.Key_Return)
    return player


def texts(widget):
    return [w.text() for w in widget.findChildren(QObject) if hasattr(w, "text")]


def test_the_list_shows_what_comes_how_long_and_when_to_stop(page):
    shown = texts(page.ready)
    assert "Two moves" in shown
    # 10 (settings) + 2 × (12 + 5 + 12) + 20 + 10 + 12 + 30 + 60 = 200 s
    assert "3 min 20 s  ·  3 exercises" in shown
    assert "1. Wall sit" in shown
    assert "You need: wall." in shown
    assert "Stop above 5 of 10, or at any sharp pain: press H." in shown
    assert "The knee gives way." in shown


def test_enter_starts_with_a_get_ready(running, services):
    assert running.word == "GET READY"
    assert running.run.title.text() == "Wall sit"
    assert running.run.clock.digits() == "10"
    assert services.awake().steps == ["hold"]
    running.wait(9_500)
    assert running.run.clock.digits() == "1"
    running.wait(500)
    assert (running.word, running.run.side.text()) == ("HOLD", "LEFT")
    assert running.run.clock.digits() == "12"
    assert running.run.facts.text() == "Set 1 of 2"


def test_start_waits_for_the_person(player):
    player.wait(60_000)
    assert player.stage.session is None


def test_space_pauses_and_the_timer_stops(running):
    running.wait(3_000)
    running.key(Key.Key_Space)
    assert running.word == "PAUSED"
    assert running.run.cue.text() == "Paused. Press Space to go on."
    assert not running.stage.timer.isActive()
    running.wait(60_000)
    running.key(Key.Key_Space)
    assert running.stage.timer.isActive()
    assert running.run.clock.digits() == "7"


def test_the_timer_wakes_at_the_next_change_and_not_later(running):
    running.wait(9_980, step=20)
    assert running.stage.timer.interval() <= 20


def test_cues_are_heard_once_at_their_time(running, services, clock):
    begin = clock.ms
    running.wait(10_000)
    counts = [(at - begin, text) for at, text in services.voice().said if text in {"3", "2", "1"}]
    assert counts == [(7_120, "3"), (8_120, "2"), (9_120, "1")]  # after the head of the beep
    assert services.voice().said[0][1].startswith("Get ready. Wall sit, left side.")
    beeps = [(at - begin, name) for at, name in services.sound().played]
    assert beeps == [(7_000, "count"), (8_000, "count"), (9_000, "count"), (10_000, "start")]


def test_enter_starts_now_and_then_says_the_set_is_done(running):
    running.key(Key.Key_Return)
    assert running.word == "HOLD"
    running.wait(2_000)
    running.key(Key.Key_Return)
    assert running.word == "SWITCH SIDES"


def test_presenter_clickers_work(running):
    running.key(Key.Key_PageDown)
    assert running.word == "HOLD"
    running.key(Key.Key_PageUp)
    assert running.word == "GET READY"


def test_arrows_go_to_the_next_set_and_back(running):
    running.key(Key.Key_Right)
    assert (running.word, running.run.side.text()) == ("SWITCH SIDES", "RIGHT")
    running.key(Key.Key_Right)
    assert running.run.facts.text() == "Set 2 of 2"
    running.key(Key.Key_Left)
    assert running.word == "SWITCH SIDES"


def test_buttons_do_what_their_keys_do(running):
    running.click(running.run.buttons.done)
    assert running.word == "HOLD"
    running.click(running.run.buttons.pause)
    assert running.word == "PAUSED"
    assert running.run.buttons.pause.text() == "Go on (Space)"
    running.click(running.run.buttons.pause)
    running.click(running.run.buttons.skip)
    assert running.word == "SWITCH SIDES"
    running.click(running.run.buttons.more)
    assert running.run.clock.digits() == "15"
    running.click(running.run.buttons.restart)
    assert running.word == "GET READY"
    running.click(running.run.buttons.mute)
    assert running.run.buttons.mute.isChecked()
    running.click(running.run.buttons.mute)
    assert not running.run.buttons.mute.isChecked()


def test_a_click_leaves_the_keys_with_the_page(running):
    running.click(running.run.buttons.done)
    running.key(Key.Key_Space)
    assert running.word == "PAUSED"


def test_space_on_a_button_reached_with_tab_is_that_button(running):
    running.run.buttons.skip.setFocus()
    running.key(Key.Key_Return)
    assert running.word == "SWITCH SIDES"
    running.key(Key.Key_Space)
    assert running.run.facts.text() == "Set 2 of 2"


def test_ten_seconds_more_only_in_a_wait(running):
    running.key(Key.Key_Plus)
    assert running.run.clock.digits() == "20"
    running.key(Key.Key_Return)
    assert not running.run.buttons.more.isEnabled()
    running.key(Key.Key_Plus)
    assert running.run.clock.digits() == "12"


def test_a_rest_says_what_comes(running):
    running.key(Key.Key_Right, Key.Key_Return)
    running.key(Key.Key_Return)
    assert running.word == "REST"
    assert running.run.coming.text() == "Next: set 2 of 2, left leg"


def test_reps_are_counted_big(running):
    steps = running.stage.session.timeline.steps
    while running.stage.session.segment.step == 0:
        running.key(Key.Key_Right)
    assert running.run.title.text() == "Leg lift"
    assert running.run.facts.text() == steps[1].dose
    running.key(Key.Key_Return)
    running.wait(5_000)
    assert (running.word, running.run.clock.digits()) == ("WORK", "2")
    assert running.run.clock.caption() == "of 3  ·  up"


def to_the_note(running):
    while running.word != "NOTE":
        running.key(Key.Key_Right)


def test_a_note_waits_to_be_read(running):
    to_the_note(running)
    assert running.run.reading.text() == "Sit down now."
    assert not running.run.clock.isVisible()
    running.wait(120_000)
    assert running.word == "NOTE"
    running.key(Key.Key_Return)
    assert running.run.title.text() == "Walk"
    assert not running.run.reading.isVisible()


def test_open_ended_work_counts_up_until_done(running, services):
    to_the_note(running)
    running.key(Key.Key_Return)
    running.wait(75_000)
    assert running.run.clock.digits() == "75"
    running.key(Key.Key_Return)
    assert running.page.views.currentWidget() is running.page.end
    assert services.sound().played[-1][1] == "done"


def test_sleep_pauses_and_says_so(running, clock):
    running.wait(12_000)
    clock.sleep(60_000)
    running.wait(100)
    assert running.word == "PAUSED"
    assert running.run.cue.text().startswith("The computer was asleep. This part begins again.")
    assert running.run.clock.digits() == "12"
    running.key(Key.Key_Space)
    assert running.word == "HOLD"


# ---------------------------------------------------------------- sound, looks, keys


def test_without_sound_beeps_are_flashes(running, services):
    services.sound().heard = False
    services.sound().changed.emit()
    assert running.run.note.text() == "No sound found. You will see a flash instead."
    running.wait(7_000)
    assert running.run.is_flashing()


def test_a_voice_without_beeps_was_chosen_and_does_not_flash(running, services):
    services.sound().heard = False
    services._settings = replace(services.settings, beeps=False)
    running.wait(7_000)
    assert not running.run.is_flashing()


def test_mute_is_silent_and_flashes(running, services):
    said = len(services.voice().said)
    running.key(Key.Key_M)
    assert running.run.note.text() == "Sound is off. Press M for sound."
    running.wait(7_000)
    assert services.sound().played == []
    assert len(services.voice().said) == said
    assert running.run.is_flashing()


@pytest.mark.parametrize("size", [(1280, 800), (1920, 1080)])
@pytest.mark.parametrize("wait", [1_000, 12_000])
def test_digits_are_a_third_of_the_window_high_from_afar(running, size, wait):
    running.page.resize(*size)
    running.wait(wait)
    running.key(Key.Key_D)
    QApplication.processEvents()
    assert running.run.clock.digit_height() >= size[1] / 3
    buttons = running.run.buttons
    assert buttons.hurts.isVisible()
    assert not buttons.skip.isVisible()
    running.click(buttons.distance)  # whoever came with the mouse gets back with it
    assert buttons.skip.isVisible()


def test_escape_leaves_the_view_from_afar_first(running):
    running.key(Key.Key_D, Key.Key_Escape)
    assert not running.run.is_far()
    assert running.stage.session.status is Status.RUNNING
    assert not running.stage.ask.isVisible()


@pytest.mark.parametrize(
    ("width", "shown"),
    [(1280, "Skip (→)"), (850, "Skip"), (400, "→")],
)
def test_buttons_say_as_much_as_fits_in_one_row(running, width, shown):
    running.run.buttons.fit(width, width)
    assert running.run.buttons.skip.text() == shown
    assert running.run.buttons.skip.accessibleName() == "Skip"
    assert running.run.buttons.hurts.text().startswith("That hurts")


def test_full_screen_and_out_again(running):
    running.key(Key.Key_F)
    assert running.page.window().isFullScreen()
    running.key(Key.Key_Escape)
    assert not running.page.window().isFullScreen()
    assert running.stage.session.status is Status.RUNNING


def test_all_keys_are_listed(running):
    running.key(Key.Key_Question)
    sheet = running.stage.keys
    assert sheet.isVisible()
    assert running.page.rect().contains(sheet.geometry())
    assert "That hurts" in texts(sheet)
    running.key(Key.Key_Escape)
    assert not sheet.isVisible()


def test_escape_asks_and_escape_stays(running):
    running.key(Key.Key_Escape)
    assert running.stage.ask.isVisible()
    assert running.word == "PAUSED"
    running.key(Key.Key_Escape)
    assert not running.stage.ask.isVisible()
    assert running.page.in_use()


def test_escape_and_enter_stop_with_what_was_done(running, services):
    running.wait(23_000)  # one hold done
    running.key(Key.Key_Escape, Key.Key_Return)
    assert running.page.views.currentWidget() is running.page.end
    assert running.page.end.summary.text() == "You did 1 of 6 sets in 23 s."
    assert services.awake().steps[-1] == "release"
    running.key(Key.Key_Return)
    assert running.results == []  # the question about pain is not passed over
    running.click(running.page.end.home)
    assert len(running.results) == 1
    assert not running.results[0].finished


def test_every_control_has_a_name_and_is_reached_with_tab(page, running):
    for control in page.findChildren(QAbstractButton):
        if isinstance(control.parent(), Banner):
            continue  # has its words when it is shown
        assert control.accessibleName() or control.text(), control
        if isinstance(control, QPushButton):
            assert control.focusPolicy() & Qt.FocusPolicy.TabFocus, control.text()
    assert running.run.clock.accessibleName() == "10 seconds"
    assert running.run.bar.accessibleName().endswith("left")


def test_changes_are_told_to_a_screen_reader_but_not_every_rep(player, monkeypatch):
    told = []
    monkeypatch.setattr("kneeapp.ui.player.stage.announce", lambda _w, text: told.append(text))
    player.key(Key.Key_Return)
    player.wait(10_000)
    player.key(Key.Key_Space)
    assert [t.split(". ")[0] for t in told] == ["GET READY", "HOLD", "PAUSED"]
    assert told[1] == "HOLD. Wall sit. Set 1 of 2. LEFT"
    player.key(Key.Key_Space)
    while player.stage.session.segment.step == 0:
        player.key(Key.Key_Right)
    player.key(Key.Key_Return)
    told.clear()
    player.wait(11_000)  # three reps
    assert told == []


def test_an_exercise_without_a_picture_is_shown_in_words(player, qtbot, monkeypatch):
    monkeypatch.setattr("kneeapp.ui.player.film.read_sheet", lambda _exercise: None)
    player.key(Key.Key_Return)
    figure = player.run.figure
    qtbot.waitUntil(lambda: figure.currentWidget() is figure.words)  # known in a moment
    assert "1. Slide down." in figure.words.text()
    assert not figure.is_moving()


# ---------------------------------------------------------------- before and after


def test_pain_told_before_another_session_is_forgotten(player):
    player.click(player.page.ready.scale._group.button(7))
    player.page.load(CHOICE)
    assert player.page.ready.pain() is None
    assert not player.page.ready.warning.isVisible()
    assert not player.page.ready.ways.check.isVisible()


def test_who_has_no_bike_marches_on_the_spot(player, services, monkeypatch):
    monkeypatch.setattr(services, "_library", load_library([routines()]))
    player.page.load(RoutineChoice("runners-knee-1", Side.LEFT))
    assert "You need: bike, towel, mat." in texts(player.page.ready)
    chip = next(b for b in player.page.ready.findChildren(QPushButton) if "March" in b.text())
    player.click(chip)
    shown = texts(player.page.ready)
    assert "No bike?" in shown
    assert "You need: towel, mat." in shown
    assert "1. March on the spot" in shown
    again = next(b for b in player.page.ready.findChildren(QPushButton) if "March" in b.text())
    assert again.isChecked()
    player.click(again)
    assert "1. Easy spin to warm up" in texts(player.page.ready)


def test_less_time_makes_it_shorter_and_says_what_is_left_out(player):
    buttons = player.page.ready.findChildren(QPushButton)
    player.click(next(b for b in buttons if b.text() == "shortest: 3 min"))
    shown = texts(player.page.ready)
    player.click(player.page.ready.ways.start)
    assert player.stage.session.timeline.length_ms < 200_000
    assert player.stage.session.timeline.left_out[0] in shown
    assert "all the time" in shown


def test_the_sore_side_can_be_chosen_where_it_matters(player):
    assert "Sore knee" not in texts(player.page.ready)
    player.page.load(RoutineChoice("sore-side", Side.LEFT))
    right = next(b for b in player.page.ready.findChildren(QPushButton) if b.text() == "Right")
    player.click(right)
    player.click(player.page.ready.ways.start)
    assert player.run.side.text() == "RIGHT"


def test_a_routine_that_is_gone_cannot_go_on(running, services, monkeypatch):
    running.page.leave()
    fewer = Library(LIBRARY.exercises, MappingProxyType({}), LIBRARY.programmes)
    monkeypatch.setattr(services, "_library", fewer)
    running.page._session = None
    assert not running.page.load_unfinished()
    assert services.journal().unfinished_session() is None


def test_pain_before_and_after_reach_the_journal(player, services):
    player.click(player.page.ready.scale._group.button(2))
    player.page.ready.ways.start.setFocus()
    player.key(Key.Key_Return)
    while player.page.views.currentWidget() is player.stage:
        player.key(Key.Key_Return)
    end = player.page.end
    assert end.head.text() == "Well done."
    player.click(end.scale._group.button(3))
    record = services.journal().sessions(1)[0].detail
    assert (record.plan.pain_before, record.pain_after) == (2, 3)
    assert record.status == "done"
    assert end.advice.text().startswith("A little more than before.")
    player.click(end.home)
    assert player.results[0].finished
    assert not player.page.in_use()


def test_not_now_goes_home_with_nothing_done(player, services):
    player.key(Key.Key_Escape)
    assert player.results == [None]
    assert services.journal().sessions(1) == []


class Killed:
    """The window is gone and comes back; only the journal stays."""

    def __init__(self, services, clock, qtbot):
        self.services, self.clock, self.qtbot = services, clock, qtbot

    def again(self):
        page = PlayerPage(self.services)
        self.qtbot.addWidget(page)
        assert page.load_unfinished()
        page.show()
        return Player(page, self.clock, self.qtbot)


@pytest.fixture
def killed(services, clock, qtbot):
    return Killed(services, clock, qtbot)


def test_after_a_crash_it_goes_on_at_the_set(running, services, killed):
    running.wait(45_000)
    assert running.stage.session.segment.kind == "rest"
    player = killed.again()
    assert player.page.ready.resume.text() == (
        "You stopped at: Wall sit, set 2 of 2, left leg. 2 min 21 s left. Go on from there?"
    )
    player.click(player.page.ready.ways.go_on)
    assert player.word == "GET READY"
    player.wait(10_000)
    assert (player.word, player.run.facts.text()) == ("HOLD", "Set 2 of 2")
    player.key(Key.Key_Escape, Key.Key_Return)
    assert len(services.journal().sessions()) == 1
    assert services.journal().unfinished_session() is None
    assert not player.page.load_unfinished()
    player.page.leave()


def test_after_a_crash_it_goes_on_at_the_rep(running, killed):
    while running.stage.session.segment.step == 0:
        running.key(Key.Key_Right)
    running.key(Key.Key_Return)
    running.wait(5_000)  # 1 s into rep 2 of 3
    player = killed.again()
    assert player.page.ready.resume.text() == (
        "You stopped at: Leg lift, rep 2 of 3. 98 s left. Go on from there?"
    )
    player.click(player.page.ready.ways.go_on)
    player.wait(10_000)
    assert (player.word, player.run.clock.digits()) == ("WORK", "2")
    player.page.leave()


@pytest.mark.parametrize("countdown", [0, 30])
def test_another_countdown_loses_no_place(running, services, killed, countdown):
    running.wait(45_000)
    services._settings = replace(services.settings, countdown_s=countdown, switch_s=9)
    player = killed.again()
    assert "Wall sit, set 2 of 2, left leg" in player.page.ready.resume.text()
    player.page.leave()


def test_in_a_routine_edited_since_it_goes_on_nearby_and_says_so(running, services, killed):
    running.wait(45_000)
    wall_sit, *others = ROUTINE.steps
    shorter = replace(ROUTINE, steps=(replace(wall_sit, sets=Amount(1)), *others))
    services._library = replace(LIBRARY, routines=MappingProxyType({"two-moves": shorter}))
    player = killed.again()
    assert player.page.ready.resume.text() == (
        "You stopped in the middle, and the routine has changed since. "
        "2 min 21 s left. Go on at: Wall sit, left leg?"
    )
    player.page.leave()


def test_a_crash_keeps_the_easier_form(running, killed):
    running.key(Key.Key_Down)
    running.wait(100)
    player = killed.again()
    assert "Half squat" in player.page.ready.resume.text()
    player.page.leave()


# ---------------------------------------------------------------- easier and harder


def test_easier_is_one_key_away_said_shown_and_undone_with_another(running, services):
    running.wait(12_000)
    running.key(Key.Key_Down)
    assert (running.word, running.run.title.text()) == ("GET READY", "Half squat")
    assert running.run.cue.text() == "Easier: Half squat. Press ↑ to change it back."
    assert services.voice().said[-1][1] == "Easier: Half squat."
    assert not running.run.buttons.easier.isEnabled()
    running.click(running.run.buttons.harder)
    assert running.run.title.text() == "Wall sit"
    assert services.voice().said[-1][1] == "Harder: Wall sit."
    assert running.run.buttons.easier.isEnabled()


def test_easier_stays_for_the_rest_of_the_session(running):
    running.key(Key.Key_Down)
    segments = running.stage.session.timeline.segments
    exercises = [s.label for s in segments if s.step == 0 and s.kind == "hold"]
    assert set(exercises) == {"Half squat"}


def test_easier_goes_on_at_the_set_under_way(running):
    running.wait(70_000)
    assert running.run.facts.text() == "Set 2 of 2"
    running.key(Key.Key_Down)
    assert running.stage.session.segment.step == 0
    running.wait(10_000)
    assert running.word == "HOLD"


def test_without_another_form_the_buttons_are_grey_and_the_keys_do_nothing(running):
    while running.stage.session.segment.step == 0:
        running.key(Key.Key_Right)
    before = running.state
    running.key(Key.Key_Up, Key.Key_Down)
    assert not running.run.buttons.easier.isEnabled()
    assert not running.run.buttons.harder.isEnabled()
    assert running.state == before


def test_the_next_session_remembers_the_form_and_says_so(running):
    running.key(Key.Key_Down)
    running.key(Key.Key_Escape, Key.Key_Return)
    running.page.load(CHOICE)
    shown = texts(running.page.ready)
    assert "1. Half squat" in shown
    assert "The easier form, as last time." in shown


def test_enter_goes_on_where_that_is_offered(running, killed):
    running.wait(45_000)
    player = killed.again()
    assert player.page.ready.ways.start.text() == "From the start"
    player.qtbot.keyClick(player.page, Key.Key_Return)
    assert player.run.title.text() == "Wall sit"
    assert player.stage.session.state.active_ms == 39_000  # when the rest began
    player.page.leave()


def test_starting_anew_ends_the_interrupted_one(running, services, clock, qtbot):
    running.wait(15_000)
    running.page.leave()
    again = PlayerPage(services)
    qtbot.addWidget(again)
    again.load(CHOICE)
    again.show()
    player = Player(again, clock, qtbot)
    player.click(again.ready.ways.start)
    sessions = [e.detail for e in services.journal().sessions()]
    assert [s.status for s in sessions] == ["running", "stopped"]
    assert sessions[1].done_ms == 15_000
    again.leave()


def test_another_routine_while_one_runs_ends_that_one(running, services):
    running.wait(15_000)
    running.page.load(CHOICE)
    assert not running.page.in_use()
    assert services.journal().sessions(1)[0].detail.status == "stopped"


def test_an_unknown_routine_is_a_sentence(page):
    with pytest.raises(UserError, match="no routine called nothing"):
        page.load(RoutineChoice("nothing"))


def test_nothing_left_for_this_knee_is_a_sentence(page):
    everything = frozenset(LIBRARY.exercises)
    with pytest.raises(UserError, match="Nothing of this routine"):
        page.load(RoutineChoice("two-moves", Side.LEFT, exclude=everything))
