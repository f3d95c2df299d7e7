"""After a restart the last screen knows what was told before it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from kneeapp.flow.session.notes import Moment

Key = Qt.Key


def told(running, value, *, sharp):
    """As the panel tells it, without the stop that follows sharp pain."""
    session = running.stage.session
    session.note_pain(Moment.DURING, value)
    session.tell_trouble(value, "", sharp=sharp)


def to_the_end(player, after):
    player.key(Key.Key_Return)  # go on
    player.key(Key.Key_Escape, Key.Key_Return)
    player.qtbot.keyClick(player.page.end.scale, getattr(Key, f"Key_{after}"))
    return player.page.end.advice.text()


@pytest.mark.parametrize(
    ("worst", "sharp", "after", "advice"),
    [
        (1, True, 1, "That is more than planned."),
        (5, False, 1, "A little more than before."),
        (1, False, 1, "The knee took that much well."),
    ],
)
def test_the_advice_at_the_end_knows_the_pain_told_before_a_restart(
    running, restarted, worst, sharp, after, advice
):
    running.wait(25_000)  # one set is done
    told(running, worst, sharp=sharp)
    assert to_the_end(restarted(), after).startswith(advice)


def test_the_pain_before_it_is_the_one_told_before_the_restart(player, services, restarted):
    player.qtbot.keyClick(player.page.ready.scale, Key.Key_3)
    player.click(player.page.ready.ways.start)
    player.wait(15_000)
    again = restarted()
    assert again.page.ready.pain() is None
    assert to_the_end(again, 4).startswith("A little more than before.")
    record = services.journal().sessions(1)[0].detail
    assert (record.plan.pain_before, record.pain_after) == (3, 4)


def test_pain_told_while_going_on_counts_as_pain_during_it(player, services, restarted):
    player.qtbot.keyClick(player.page.ready.scale, Key.Key_2)
    player.click(player.page.ready.ways.start)
    player.wait(15_000)
    again = restarted()
    again.qtbot.keyClick(again.page.ready.scale, Key.Key_4)
    again.page.ready.ways.go_on.setFocus()
    again.key(Key.Key_Return)
    record = services.journal().unfinished_session().detail
    assert (record.plan.pain_before, record.pain_peak) == (2, 4)


def test_less_pain_after_a_restart_does_not_hide_the_worst(running, services, restarted):
    running.wait(15_000)
    told(running, 5, sharp=False)
    again = restarted()
    again.key(Key.Key_Return)
    told(again, 1, sharp=False)
    assert services.journal().unfinished_session().detail.pain_peak == 5


def test_an_easier_form_after_a_restart_keeps_the_sharp_pain(running, services, restarted):
    running.wait(15_000)
    told(running, 1, sharp=True)
    again = restarted()
    again.key(Key.Key_Return)
    again.key(Key.Key_Down)
    record = services.journal().unfinished_session().detail
    assert record.hurt_sharply
    assert record.plan.choice["easier"] == ["0:wall-sit"]
