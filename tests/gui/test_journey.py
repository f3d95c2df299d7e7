"""The main job, end to end: click the knee, answer, read, do the routine, see it kept."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from kneeapp.base.paths import routines
from kneeapp.base.side import Side
from kneeapp.body.figure import Part
from kneeapp.body.marks import Mark, PainMap
from kneeapp.flow.visit.choice import RoutineChoice
from kneeapp.journal.model import AnswerRecord, MapRecord, SessionPlan, SessionRecord, Status
from kneeapp.ui.answer.sections import RoutineCard
from kneeapp.ui.home.action_card import ActionCard
from kneeapp.ui.programme.way_view import WayView

pytestmark = pytest.mark.usefixtures("quiet")
Key = Qt.Key
NONE, YES_1 = Key.Key_0, Key.Key_1


def click(widget):
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)


def mark(shell, place, strength):
    page = shell.page("knee")
    QApplication.processEvents()  # the page has just come to the front: let it be laid out
    at = page.view.position_of(place).toPoint()
    QTest.mouseMove(page.view, at)
    QTest.mouseClick(page.view, Qt.MouseButton.LeftButton, pos=at)
    QTest.keyClick(page.view, getattr(Key, f"Key_{strength}"))


def answer_all(shell, given, most=18):
    """Answer by keys only: `given` is keys by question id, else none of these / the first."""
    page, asked = shell.page("questions"), []
    while shell.current_page() == "questions":
        question = page.visit().question
        asked.append(question.id)
        assert len(asked) <= most
        usual = [NONE] if question.kind == "multi" else [Key.Key_1]
        for key in given.get(question.id, usual):
            QTest.keyClick(QApplication.focusWidget() or page, key)
        if shell.current_page() == "questions" and page.visit().question is question:
            QTest.keyClick(page, Key.Key_Return)
    return asked


def wait(player, clock, ms):
    """Let time pass, woken as the timer would wake."""
    clock.advance(ms)
    player.stage.timer.timeout.emit()


def kept(services, kind):
    return [e.detail for e in services.journal().entries() if isinstance(e.detail, kind)]


def test_from_the_click_to_the_end_of_the_routine(shell, services, clock):
    click(shell.page("home").right)
    assert shell.current_page() == "knee"
    mark(shell, "patella", 3)
    click(shell.page("knee").foot.go_on)
    assert shell.current_page() == "questions"
    asked = answer_all(
        shell,
        {"age": [Key.Key_3, Key.Key_4, Key.Key_Return], "start": [Key.Key_4], "days": [Key.Key_4]},
    )
    assert "emergency_signs" in asked
    assert shell.current_page() == "answer"
    answer = shell.page("answer").answer()
    assert answer.urgency in {"self_care", "clinician_soon"}
    assert answer.causes[0].cause.family == "patellofemoral"
    assert kept(services, MapRecord)[0].pain_map.marks[0].place == "patella"
    assert kept(services, AnswerRecord)[0].urgency == answer.urgency

    click(shell.page("answer").findChildren(RoutineCard)[0].start)
    assert shell.current_page() == "player"
    assert not shell._bar.isVisible()
    player = shell.page("player")
    QTest.keyClick(player.ready.ways.start, Key.Key_Return)
    for _ in range(4000):
        if player.views.currentWidget() is player.end:
            break
        wait(player, clock, 1500)
        if player.stage.session.segment.open_ended:
            QTest.keyClick(player, Key.Key_Return)
    assert player.views.currentWidget() is player.end
    QTest.keyClick(player.end.scale, Key.Key_1)
    click(player.end.home)
    assert shell.current_page() == "home"
    (session,) = kept(services, SessionRecord)
    assert session.status is Status.DONE
    assert session.done_sets == session.plan.sets > 0
    assert session.pain_after == 1
    assert session.plan.side == "right"


def test_a_warning_sign_ends_in_a_card_without_exercise(shell, services):
    click(shell.page("home").left)
    mark(shell, "patella", 6)
    click(shell.page("knee").foot.go_on)
    asked = answer_all(shell, {"emergency_signs": [YES_1, Key.Key_Return]})
    answer = shell.page("answer").answer()
    assert (answer.urgency, answer.exercise, answer.routines) == ("emergency", "no", ())
    assert len(asked) <= 4
    page = shell.page("answer")
    assert not page.findChildren(RoutineCard)
    assert page.sheet.care.number_box is not None


def test_marks_outlive_a_visit_to_other_pages_and_a_new_look(shell, services):
    click(shell.page("home").left)
    mark(shell, "patella", 4)
    old = shell.page("knee")
    click(old.head.back)
    assert shell.current_page() == "home"
    shell.show_page("settings")
    services.save_settings(replace(services.settings, knee_skin="tone-5"))
    click(shell.page("home").left)
    page = shell.page("knee")
    assert page is not old
    assert [(m.place, m.side, m.strength) for m in page.model.map.marks] == [
        ("patella", Side.LEFT, 4)
    ]
    assert page.model.can_undo
    click(page.foot.go_on)
    answer_all(shell, {"age": [Key.Key_3, Key.Key_4, Key.Key_Return]})
    assert shell.current_page() == "answer"
    shell.show_page("home")
    click(shell.page("home").left)
    assert page.model.map.empty


def test_the_answer_can_be_read_again_from_today(shell, services, clock):
    click(shell.page("home").right)
    mark(shell, "patella", 3)
    click(shell.page("knee").foot.go_on)
    answer_all(shell, {"age": [Key.Key_3, Key.Key_4, Key.Key_Return]})
    page = shell.page("answer")
    (record,) = kept(services, AnswerRecord)
    causes = [each.cause.family for each in page.answer().causes]
    click(page.finish)
    clock.advance(24 * 3_600_000)
    shell.show_page("home")
    QApplication.processEvents()
    cards = shell.page("home").findChildren(ActionCard)
    told = [each for each in cards if each.accessibleName() == record.summary]
    (card,) = [each for each in told if each.isVisible()]
    card.setFocus()
    QTest.keyClick(card, Key.Key_Return)
    assert shell.current_page() == "answer"
    assert page.answer().urgency == record.urgency
    assert [each.cause.family for each in page.answer().causes] == causes
    assert page.banner.isVisible()
    assert not page.change.isVisible()
    assert kept(services, AnswerRecord) == [record]


LEFT_KNEE = {"side": "left", "places": ["medial_patella"], "intensity": 2}


def said(services, urgency, yes=(), worse=(), rule="SC01"):
    """A check that is in the journal."""
    case = {
        "person": {"age": 34},
        "pain": LEFT_KNEE,
        "story": {"onset": "gradual", "days": 8},
        "symptoms": dict.fromkeys(yes, True),
        "worse_with": list(worse),
    }
    reasons = ({"rule": rule, "text": "", "source": "J"},)
    services.journal().add_answer(AnswerRecord(urgency, 3, "Do it.", case, reasons))


def test_the_routine_of_the_last_answer_is_one_click_away_on_today(shell, services, qtbot):
    said(services, "self_care", worse=["running", "stairs_down"])
    shell.journey.go_home()
    cards = shell.page("home").cards
    assert cards.checked.routine.title() == "Your routine"
    qtbot.waitUntil(lambda: "Runner's knee 1" in cards.checked.routine.title(), timeout=60_000)
    assert "min" in cards.checked.routine.detail()
    click(cards.checked.routine)
    assert shell.current_page() == "player"
    shell.journey.go_home()
    click(cards.warm_up)
    assert shell.current_page() == "questions"


def test_what_the_last_answer_closed_is_not_gone_on_with_from_today(shell, services, qtbot):
    plan = SessionPlan("desk-break", "Desk break", Side.LEFT, 3, 240_000)
    session = services.journal().start_session(plan)
    services.journal().finish_session(session, Status.DONE, 240_000)
    said(services, "clinician_soon", yes=["giving_way"], rule="W04")
    services.library()
    shell.journey.go_home()
    cards = shell.page("home").cards
    with qtbot.waitSignal(services.library_read):
        services.warm()
    assert cards.ahead_cards() == []
    assert cards.checked.routine is None
    assert cards.checked.answer is not None
    assert "see somebody first" in cards.warm_up.detail()


def test_back_leads_the_whole_way_home_and_keeps_the_marks(shell):
    click(shell.page("home").right)
    mark(shell, "patellar_tendon", 4)
    click(shell.page("knee").foot.go_on)
    click(shell.page("questions").back)
    assert shell.current_page() == "knee"
    assert [m.place for m in shell.page("knee").model.map.marks] == ["patellar_tendon"]


def test_a_place_elsewhere_goes_straight_to_the_questions(shell):
    home = shell.page("home")
    home._on_part(Part("hip_groin", Side.LEFT))
    QTest.keyClick(home.panel.scale, Key.Key_Return)
    assert shell.current_page() == "questions"
    assert shell.page("questions").visit().case.places == ("hip_groin",)
    shell.page("knee")  # is built while the person looks at Today
    click(shell.page("questions").back)
    assert shell.current_page() == "home"


def test_an_unknown_routine_is_a_sentence_not_a_crash(shell):
    shell.journey.playing.play_choice(RoutineChoice("no-such-routine"))
    assert shell.current_page() == "home"
    assert shell._banner.isVisible()


def test_an_interrupted_session_waits_on_the_home_page(shell, services, clock):
    shell.journey.play("desk-break")
    player = shell.page("player")
    QTest.keyClick(player.ready.ways.start, Key.Key_Return)
    for _ in range(60):
        wait(player, clock, 1000)
    shell.leave()
    shell.journey.go_home()
    cards = shell.page("home").cards.due_cards()
    assert len(cards) == 1
    click(cards[0])
    assert shell.current_page() == "player"


def test_after_an_urgent_answer_a_routine_chosen_by_hand_asks_first(shell, services):
    click(shell.page("home").left)
    mark(shell, "patella", 6)
    click(shell.page("knee").foot.go_on)
    answer_all(shell, {"emergency_signs": [YES_1, Key.Key_Return]})
    shell.journey.go_home()
    click(shell.page("home").cards.warm_up)
    assert shell.current_page() == "home"
    assert shell._question.isVisible()
    assert "no exercise" in shell._question.text()
    shell._question.action_clicked.emit()
    assert shell.current_page() == "player"


def test_the_last_routine_is_offered_again_on_the_same_side(shell, services, clock):
    plan = SessionPlan("desk-break", "Desk break", Side.LEFT, 3, 240_000)
    session = services.journal().start_session(plan)
    services.journal().finish_session(session, Status.DONE, 240_000)
    shell.journey.go_home()
    (card,) = shell.page("home").cards.ahead_cards()
    assert card.title() == "Again: Desk break"
    QApplication.processEvents()
    click(card)
    assert shell.current_page() == "player"
    assert shell.page("player").ready.ways.start.isVisible()


DAY_MS = 24 * 3_600_000


def check(shell):
    """A whole check that ends in self-care."""
    click(shell.page("home").right)
    mark(shell, "patella", 3)
    click(shell.page("knee").foot.go_on)
    answer_all(
        shell,
        {"age": [Key.Key_3, Key.Key_4, Key.Key_Return], "start": [Key.Key_4], "days": [Key.Key_3]},
    )
    assert shell.page("answer").answer().urgency == "self_care"
    shell.journey.go_home()


def test_a_due_card_leads_to_a_short_visit(shell, services, clock):
    check(shell)
    clock.advance(3 * DAY_MS)
    shell.journey.go_home()
    (card,) = shell.page("home").cards.due_cards()
    click(card)
    assert shell.current_page() == "questions"
    asked = answer_all(shell, {"pain_now": [Key.Key_1, Key.Key_Return]})
    assert asked == ["emergency_signs", "today_signs", "trend", "again_signs", "pain_now"]
    assert shell.page("answer").sheet.care.words.title == "It is getting better"
    shell.journey.go_home()
    assert shell.page("home").cards.due_cards() == []


def test_back_from_a_short_visit_leads_home(shell, clock):
    check(shell)
    clock.advance(3 * DAY_MS)
    shell.journey.look_again(3)
    click(shell.page("questions").back)
    assert shell.current_page() == "home"


def test_a_routine_begun_from_today_knows_the_sore_knee(shell, services):
    services.journal().add(MapRecord("", PainMap((Mark("patella", Side.LEFT),))))
    shell.page("home").cards.routine_chosen.emit("desk-break")
    assert shell.current_page() == "player"
    assert shell.page("player").ready._plan.side is Side.LEFT


def test_a_run_chosen_by_hand_asks_first_if_the_knee_is_ready(shell):
    check(shell)
    shell.journey.playing.play_own("walk-run-1")
    assert shell.current_page() == "home"
    shell._question.action_clicked.emit()
    assert shell.current_page() == "questions"
    ready = [Key(Key.Key_1 + n) for n in range(9)]
    answer_all(
        shell,
        {
            "pain_now": [Key.Key_1, Key.Key_Return],
            "run_ready": [*ready, Key.Key_Return],
            "time_off": [Key.Key_2],
        },
    )
    assert shell.page("answer").sheet.care.words.title == "Ready to run again"
    shell.journey.playing.play_own("walk-run-1")
    assert shell.current_page() == "player"


def test_without_a_check_the_look_before_running_is_a_full_check(shell):
    shell.journey.check_before_running()
    assert shell.current_page() == "knee"


def test_an_own_routine_is_deleted_after_a_question_and_comes_back_with_undo(shell, services):
    folder = services.data_dir / "routines"
    page = shell.show_page("routines")
    page.listing.choose("desk-break")
    assert not page.delete.isVisible()
    click(page.change)
    page.editor.name.setText("Office")
    click(page.editor.save)
    before = (folder / "office.yaml").read_bytes()
    click(page.delete)
    assert (folder / "office.yaml").exists()
    shell._question.action_clicked.emit()
    assert not (folder / "office.yaml").exists()
    assert "office" not in services.library().routines
    assert page.listing.current().id != "office"
    assert "office.deleted" in shell._banner.text()
    shell._banner.action_clicked.emit()
    assert (folder / "office.yaml").read_bytes() == before
    assert page.listing.current().id == "office"
    assert not shell._banner.isVisible()


def test_an_own_programme_under_way_is_deleted_and_comes_back_with_undo(shell, services):
    folder = services.data_dir / "routines"
    folder.mkdir(parents=True)
    text = (routines() / "programmes" / "knee-strength-6-weeks.yaml").read_text("utf-8")
    own = text.replace("id: knee-strength-6-weeks", "id: my-6-weeks").replace("Strong", "My")
    (folder / "mine.yaml").write_text(own, "utf-8")
    page = shell.show_page("routines")
    page.listing.choose("knee-strength-6-weeks")
    assert not page.delete.isVisible()
    page.listing.choose("my-6-weeks")
    click(page.look)
    click(shell.page("programme").view.begin)
    shell.show_page("routines")
    page.delete.setFocus()
    QTest.keyClick(page.delete, Key.Key_Space)
    assert "You follow it now" in shell._question.text()
    shell._question.action_clicked.emit()
    assert not (folder / "mine.yaml").exists()
    assert page.listing.current().id != "my-6-weeks"
    assert page.listing.list.hasFocus()
    shell.show_page("programme")
    assert shell.page("programme").view is None
    shell._banner.action_clicked.emit()
    assert (folder / "mine.yaml").read_text("utf-8") == own
    assert page.listing.current().id == "my-6-weeks"
    shell.show_page("programme")
    assert isinstance(shell.page("programme").view, WayView)  # where it was


def test_an_interrupted_routine_does_not_go_on_past_a_check_that_closed_exercise(shell, services):
    shell.journey.playing.play("three-moves")
    QTest.keyClick(shell.page("player"), Key.Key_Return)
    shell.page("player").leave()
    services.journal().add_answer(AnswerRecord("same_day", 1, "Get medical help today", {}))
    shell.show_page("home")
    shell.journey.playing.go_on()
    assert shell.current_page() == "home"
    assert "no exercise until then" in shell._question.text()
    shell._question.action_clicked.emit()
    assert shell.current_page() == "player"


def test_with_a_sore_bone_a_routine_chosen_by_hand_allows_no_pain(shell, services):
    bone = {
        "pain": {"side": "right", "places": ["shin_inner"], "intensity": 3},
        "story": {"onset": "gradual", "days": 14},
        "symptoms": {"rest_pain": True},
    }
    services.journal().add_answer(AnswerRecord("clinician_soon", 3, "See someone", bone))
    shell.journey.playing.play_own("desk-break")
    ready = shell.page("player").ready
    QTest.keyClick(ready.scale, Key.Key_2)
    assert ready.warning.text().startswith("This routine is for days without any pain.")
    assert not ready.ways.anyway.isVisible()
    click(ready.ways.rest)
    assert shell.page("player").ready._plan.routine.id == "acute-help"
