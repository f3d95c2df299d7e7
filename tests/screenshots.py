"""`make screenshots`: every page as a person sees it, light and dark, for the README.

A small made-up person uses the program: follows a programme, marks a knee, answers, starts a
routine.
"""

from __future__ import annotations

import os
import sys
import tempfile
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from kneeapp.base.clock import SystemClock
from kneeapp.base.side import Side
from kneeapp.body.marks import Mark, PainMap, Quality, Spread
from kneeapp.flow.course import log as course_log
from kneeapp.flow.course.following import next_choice
from kneeapp.flow.course.model import What
from kneeapp.flow.session.plan import SessionPlan
from kneeapp.journal.model import Moment, Status
from kneeapp.journal.model import SessionPlan as Kept
from kneeapp.ui.app import make_application
from kneeapp.ui.main_window import MainWindow
from kneeapp.ui.services import Services

SIZE = (1280, 800)
THEMES = ("light", "dark")
SETTLE_MS = 900
MAP = PainMap(
    (Mark("patella", Side.RIGHT, 4, (Quality.DULL,)), Mark("medial_patella", Side.RIGHT, 3)),
    Spread.HAND,
    Side.RIGHT,
)
ANSWERS = {"age": ("34",), "start": ("slow",), "days": ("weeks",), "worse": ("stairs_down", "sit")}
PROGRAMME = "runners-knee"
PAIN_BEFORE_EACH_SESSION = (2, 2, 2, 2, 1, 1)


class Calendar(SystemClock):
    """Goes as fast as any clock, some days ago."""

    days_ago = 0

    def wall(self) -> datetime:
        return super().wall() - timedelta(days=self.days_ago)


def follow_a_programme(services: Services, clock: Calendar) -> None:
    """A first week and a day of a programme, every second day, up to the day before yesterday."""
    journal, library = services.journal(), services.library()
    programme = library.programmes[PROGRAMME]
    clock.days_ago = 2 * len(PAIN_BEFORE_EACH_SESSION)
    said = course_log.decision(
        programme.id, What.START, phase=programme.stages[0].id, side=Side.RIGHT
    )
    course_log.tell(journal, clock, said)
    for pain in PAIN_BEFORE_EACH_SESSION:
        today = clock.wall().date()
        course = course_log.course_of(journal, library, programme, today)
        choice = next_choice(course, library, journal, today)
        plan = SessionPlan.of_choice(choice, library)
        title = library.routines[choice.routine_id].title
        kept = Kept(choice.routine_id, title, choice=plan.to_json(), pain_before=pain)
        session = journal.start_session(kept)
        journal.set_session_pain(session, peak=pain, after=pain)
        journal.finish_session(session, Status.DONE, 900_000)
        clock.days_ago -= 1
        journal.add_pain(Moment.NEXT_MORNING, pain, session)
        clock.days_ago -= 1
    clock.days_ago = 0


def main() -> int:
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    app = make_application()
    for theme in THEMES:
        with tempfile.TemporaryDirectory() as data:
            clock = Calendar()
            services = Services(clock, Path(data))
            services._settings = replace(
                services.settings, theme=theme, notice_seen=True, voice=False, beeps=False
            )
            follow_a_programme(services, clock)
            window = MainWindow(services)
            window.resize(*SIZE)
            window.show()
            window.activateWindow()
            _visit(window, folder, theme)
            window.close()
    app.quit()
    return 0


def _visit(window: MainWindow, folder: Path, theme: str) -> None:
    shell = window.shell

    def shoot(name: str) -> None:
        QTest.qWait(SETTLE_MS)
        path = folder / f"{name}-{theme}.webp"
        window.grab().save(str(path), "webp", 82)
        print(path)

    shoot("home")
    shell.journey.locate(Side.RIGHT)
    knee = shell.page("knee")
    knee.model.start(MAP, Side.RIGHT)
    shoot("knee")
    knee.turn_bar.layers.slider.setValue(knee.turn_bar.layers.slider.maximum() // 2)
    shoot("inside")
    shell.journey.ask(MAP)
    questions = shell.page("questions")
    while shell.current_page() == "questions":
        question = questions.visit().question
        if question.id == "worse":
            shoot("questions")
        first = (question.answers[0].id,) if question.kind == "single" else ()
        questions._on_answer(ANSWERS.get(question.id, first))
    shoot("answer")
    shell.journey.play("runners-knee-1")
    player = shell.page("player")
    shoot("ready")
    player.ready.start_wanted.emit()
    for key in (Qt.Key.Key_Return, *[Qt.Key.Key_Right] * 5, Qt.Key.Key_Return):
        QTest.keyClick(QApplication.focusWidget() or player, key)
        QTest.qWait(150)
    QTest.qWait(3000)
    shoot("player")
    shell.leave()
    shell.page("programme").open(PROGRAMME)
    shell.show_page("programme")
    shoot("programme")
    for name in ("routines", "journal", "learn", "settings"):
        shell.show_page(name)
        shoot(name)


if __name__ == "__main__":
    sys.exit(main())
