"""The parts of the player page: pictures, words, bar, digits."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from threading import Event

import pytest
from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication

from kneeapp.base.settings import Settings
from kneeapp.base.side import Side
from kneeapp.player.engine import Reason, State, Status
from kneeapp.player.pain import Limits
from kneeapp.routine.timeline import Kind, Phase, PlayStep, Segment, Timeline
from kneeapp.ui import theme
from kneeapp.ui.player import sheet as sheets
from kneeapp.ui.player import small_pictures, words
from kneeapp.ui.player.clock_face import ClockFace
from kneeapp.ui.player.difference import figure_box, flat, is_near
from kneeapp.ui.player.end_view import EndView, Result
from kneeapp.ui.player.figure_view import FigureView
from kneeapp.ui.player.film import LARGEST, Cutter, Fit, make_film
from kneeapp.ui.player.film_loader import FilmLoader
from kneeapp.ui.player.frames import SMOOTH, Blend, Pose, blend, first_phase, pose_at
from kneeapp.ui.player.route_bar import RouteBar, pieces
from kneeapp.ui.player.run_view import RunView
from kneeapp.ui.player.sheet import Loop, SheetInfo, read_info
from kneeapp.ui.player.showing import showing
from kneeapp.ui.player.small_pictures import SmallPictures
from kneeapp.ui.player.state_sign import StateSign, state_colour, state_shape
from kneeapp.ui.player.stills import stills_picture

CELLS = 5


def line(*parts, labels=("Wall sit",)):
    """A timeline from (kind, ms, more)."""
    segments, start = [], 0
    for kind, length, more in parts:
        usual = {"label": labels[more.get("step", 0)], "step": 0, "exercise": "wall-sit"}
        segments.append(
            Segment(kind=Kind(kind), start_ms=start, length_ms=length, **(usual | more))
        )
        start += length
    steps = tuple(
        PlayStep("wall-sit", label, "2 × 12 s", None, [s.step for s in segments].index(n))
        for n, label in enumerate(labels)
    )
    return Timeline("sit", "Sit", tuple(segments), steps, ())


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A folder with one sheet: in cell n a figure of 30 × 10, half black, half grey 50 × n."""
    home = tmp_path / "exercises"
    home.mkdir()
    monkeypatch.setattr(sheets, "sheet_folder", lambda _exercise: home)
    _draw(home, lambda _n: 5)
    info = {
        "format": 1, "cell": [40, 20], "columns": CELLS, "frames": CELLS,
        "loop": "pingpong", "side": "right", "alt": "A person sits at a wall.",
    }  # fmt: skip
    (home / "wall-sit.json").write_text(json.dumps(info))
    return home


@pytest.fixture
def one_moves(folder):
    """The same, but the figure's head comes down from picture to picture."""
    _draw(folder, lambda n: 5 + n)


def _draw(home, top, wide=30):
    cell = wide + 10
    image = QImage(cell * CELLS, 20, QImage.Format.Format_ARGB32)
    image.fill(0)
    painter = QPainter(image)
    for n in range(CELLS):
        y = top(n)
        half = wide // 2
        painter.fillRect(cell * n + y, y, half + 5 - y, 15 - y, QColor(0, 0, 0))
        painter.fillRect(cell * n + 5 + half, y, half, 15 - y, QColor(50 * n, 50 * n, 50 * n))
    painter.end()
    assert image.save(str(home / "wall-sit.webp"), "webp", 100)


def tell(home, **more):
    """Change what is told about the sheet."""
    path = home / "wall-sit.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | more))


LAST = CELLS - 1
FIT = Fit(80, 80)


def grey(picture, x, y=5):
    return picture.pixelColor(x, y).red()


def pictures(film, *, mirrored=False):
    return [film.picture(n, mirrored=mirrored) for n in range(CELLS)]


def test_a_film_holds_the_figure_and_nothing_around_it(qapp, folder):
    film = make_film("wall-sit", Fit(30, 300))
    # The figure is 30 × 10 in a cell of 40 × 20, the same box for all pictures.
    assert film.size == QSize(30, 10)
    assert [each.size() for each in pictures(film)] == [QSize(30, 10)] * CELLS
    assert [round(grey(each, 25) / 50) for each in pictures(film)] == [0, 1, 2, 3, 4]
    assert film.info.alt == "A person sits at a wall."


def test_a_film_holds_each_part_that_does_not_change_once(qapp, folder):
    _draw(folder, lambda _n: 5, wide=400)
    tell(folder, cell=[410, 20])
    film = make_film("wall-sit", Fit(400, 300))
    # Only the grey half is another in each picture, and what lies a block around it.
    half = 10 * (200 + 8) * 4
    assert film.bytes_held() < 10 * 400 * 4 + (CELLS - 1) * half * 1.1
    assert [round(grey(each, 300) / 50) for each in pictures(film)] == [0, 1, 2, 3, 4]
    assert all(film.changed(n, mirrored=False).left() >= 200 - 16 for n in range(1, CELLS))
    assert all(film.changed(n, mirrored=True).right() <= 200 + 16 for n in range(1, CELLS))


def test_a_film_begins_with_one_picture_that_stands_for_all(qapp, folder):
    cutter = Cutter.of("wall-sit", FIT)
    begun = cutter.begin()
    whole = cutter.whole(begun, lambda: False)
    assert (begun.is_whole, whole.is_whole) == (False, True)
    assert begun.picture(LAST, mirrored=False) == whole.picture(0, mirrored=False)
    assert begun.bytes_held() == begun.first.sizeInBytes() < whole.bytes_held()
    asked = iter([False, False, True])
    assert cutter.whole(begun, lambda: next(asked)) is None


def test_a_figure_is_fitted_but_never_much_larger_than_it_was_drawn(qapp, folder):
    assert make_film("wall-sit", Fit(15, 300)).size == QSize(15, 5)
    assert make_film("wall-sit", Fit(3_000, 3_000)).size == QSize(30, 10) * LARGEST
    assert make_film("wall-sit", Fit(0, 10)) is None


def test_a_part_that_does_not_move_stays_where_it_is(qapp, folder, one_moves):
    film = make_film("wall-sit", Fit(300, 15))
    boxes = [figure_box(each) for each in pictures(film)]
    assert {box.y() + box.height() for box in boxes} == {film.size.height()}
    assert boxes[0].top() < boxes[-1].top()  # it goes down


def test_the_left_leg_is_the_mirror_image(qapp, folder, one_moves):
    film = make_film("wall-sit", FIT)
    rights, lefts = pictures(film), pictures(film, mirrored=True)
    assert lefts == [each.flipped(Qt.Orientation.Horizontal) for each in rights]
    assert lefts[LAST] != rights[LAST]
    both = replace(film, info=replace(film.info, one_sided=False))
    assert pictures(both, mirrored=True) == pictures(both)


@pytest.mark.parametrize(
    "damage",
    [
        lambda f: (f / "wall-sit.json").unlink(),
        lambda f: (f / "wall-sit.json").write_text("{"),
        lambda f: (f / "wall-sit.json").write_text("[]"),
        lambda f: (f / "wall-sit.json").write_text('{"format": 2}'),
        lambda f: (f / "wall-sit.webp").unlink(),
        lambda f: (f / "wall-sit.webp").write_bytes(b"RIFF no picture"),
        lambda f: (f / "wall-sit.json").write_text(
            (f / "wall-sit.json").read_text().replace('"frames": 5', '"frames": 50')
        ),
        lambda f: (f / "wall-sit.json").write_text(
            (f / "wall-sit.json").read_text().replace('"frames": 5', '"frames": 0')
        ),
    ],
)
def test_a_missing_or_damaged_sheet_is_no_film(qapp, folder, damage):
    damage(folder)
    assert make_film("wall-sit", FIT) is None


def test_another_format_is_not_guessed(folder):
    path = folder / "wall-sit.json"
    path.write_text(path.read_text().replace('"format": 1', '"format": 2'))
    assert read_info(path) is None


@pytest.fixture
def loader(qapp, folder):
    made = FilmLoader()
    yield made
    made.close()


def wait_for(qtbot, loader, act, count=1):
    with qtbot.waitSignals([loader.ready] * count, timeout=5_000):
        act()


@pytest.fixture
def others(folder):
    """More exercises with the same pictures."""
    for name in ("next", "later"):
        for ending in ("json", "webp"):
            shutil.copy(folder / f"wall-sit.{ending}", folder / f"{name}.{ending}")


def test_of_the_one_shown_all_pictures_are_kept_of_the_next_the_first(loader, others, qtbot):
    loader.set_fit(FIT)
    # First one picture of each is there, then the rest of the one that is shown.
    wait_for(qtbot, loader, lambda: loader.want("wall-sit", ["next", "later"]), 4)
    assert loader.get("wall-sit").is_whole
    assert len(loader.get("next").changes) == len(loader.get("later").changes) == 0
    first = loader.get("next").first
    wait_for(qtbot, loader, lambda: loader.want("next", ["later", "wall-sit"]))
    assert loader.get("next").is_whole
    assert loader.get("next").first == first
    assert not loader.get("wall-sit").is_whole  # it is still there, for the way back
    held = loader.bytes_held()
    loader.want("next")
    assert loader.get("wall-sit") is None
    assert loader.bytes_held() == loader.get("next").bytes_held() < held


def test_without_pictures_that_is_known(loader, folder, qtbot):
    (folder / "wall-sit.json").unlink()
    loader.set_fit(FIT)
    assert not loader.is_known("wall-sit")
    wait_for(qtbot, loader, lambda: loader.want("wall-sit"))
    assert loader.is_known("wall-sit")
    assert loader.get("wall-sit") is None


def test_an_exercise_that_is_only_passed_is_not_decoded(loader, qtbot, monkeypatch):
    begun = []
    of = Cutter.of
    monkeypatch.setattr(Cutter, "of", lambda name, fit: begun.append(name) or of(name, fit))
    loader.set_fit(FIT)
    wait_for(qtbot, loader, lambda: [loader.want(name) for name in ("a", "b", "c")])
    assert set(begun) == {"c"}


def test_what_is_under_way_is_stopped_when_nobody_wants_it(loader, others, qtbot, monkeypatch):
    cut, asked = Event(), []

    def whole(_cutter, _begun, stop):
        cut.wait(5)
        asked.append(stop())

    monkeypatch.setattr(Cutter, "whole", whole)
    loader.set_fit(FIT)
    wait_for(qtbot, loader, lambda: loader.want("wall-sit"))
    loader.want("next")
    cut.set()
    qtbot.waitUntil(lambda: loader.get("next") is not None)
    loader.close()
    assert asked[0] is True


def test_what_is_wanted_before_the_room_is_known_is_made_when_it_is(loader, qtbot):
    loader.want("wall-sit")
    wait_for(qtbot, loader, lambda: loader.set_fit(FIT))
    assert loader.get("wall-sit") is not None


def test_in_another_room_the_old_film_serves_until_the_new_one_is_there(loader, qtbot):
    loader.set_fit(FIT)
    wait_for(qtbot, loader, lambda: loader.want("wall-sit"))
    small = Fit(10, 10)
    loader.set_fit(small)
    assert loader.get("wall-sit").fit == FIT
    wait_for(qtbot, loader, lambda: None)
    assert loader.get("wall-sit").fit == small


def test_a_small_picture_for_the_list(qapp, folder, qtbot, monkeypatch):
    monkeypatch.setattr(small_pictures, "sheet_folder", lambda _exercise: folder)
    (folder / "small").mkdir()
    picture = QImage(40, 20, QImage.Format.Format_ARGB32)
    picture.fill(0)
    picture.save(str(folder / "small" / "wall-sit.webp"))
    small = SmallPictures()
    with qtbot.waitSignal(small.found, timeout=5_000) as caught:
        small.want("wall-sit", QSize(20, 20))
    assert caught.args[0] == "wall-sit"
    assert caught.args[1].size() == QSize(20, 10)
    small.close()


def test_both_ends_of_a_movement_with_the_way_between_them(qapp, folder):
    size = QSize(240, 80)
    picture = stills_picture("wall-sit", size)
    assert picture.size() == size
    left, middle, right = (picture.copy(80 * n, 0, 80, 80) for n in range(3))
    assert figure_box(middle) != middle.rect()  # the arrows
    assert grey(left, 70, 40) < 60 < 150 < grey(right, 70, 40)
    assert stills_picture("unknown", size) is None


PINGPONG = SheetInfo((40, 20), 5, 5, Loop.PINGPONG, one_sided=True, alt="")
CYCLE = replace(PINGPONG, loop=Loop.CYCLE)
STILL = replace(PINGPONG, loop=Loop.STILL)


def segment(kind="work", length=2_000, **more):
    return Segment(Kind(kind), "x", 0, length, 0, **more)


def poses(info, seg, first, *times):
    return [pose_at(info, seg, t, first).at for t in times]


def paces(info, seg, first, *times):
    return [pose_at(info, seg, t, first).pace for t in times]


def test_the_first_moving_phase_goes_forward_and_the_other_back():
    down, up = segment(phase=Phase.DOWN, rep=1), segment(phase=Phase.UP, rep=1)
    assert poses(PINGPONG, down, Phase.DOWN, 0, 125, 1_000, 2_000) == [0, 0.25, 2, 4]
    assert poses(PINGPONG, up, Phase.DOWN, 0, 500, 1_000, 2_000) == [4, 3, 2, 0]
    assert poses(PINGPONG, up, Phase.UP, 0, 1_000, 2_000) == [0, 2, 4]  # a leg that is lifted
    assert paces(PINGPONG, down, Phase.DOWN, 0, 1_999) == [2, 2]  # 4 steps in 2 seconds


def test_a_hold_stays_at_the_end_position():
    hold = segment("hold", 5_000, phase=Phase.HOLD, rep=1)
    assert poses(PINGPONG, hold, Phase.DOWN, 0, 2_500, 5_000) == [4, 4, 4]
    assert paces(PINGPONG, hold, Phase.DOWN, 0, 2_500) == [0, 0]
    # Without a way down it moves there itself, and relax moves back.
    assert poses(PINGPONG, hold, None, 0, 400, 800, 5_000) == [0, 2, 4, 4]
    assert paces(PINGPONG, hold, None, 0, 400, 800, 5_000) == [5, 5, 0, 0]
    relax = segment(phase=Phase.RELAX, rep=1)
    assert poses(PINGPONG, relax, None, 0, 400, 2_000) == [4, 2, 0]
    assert poses(PINGPONG, segment("hold", 30_000), None, 0, 800, 29_000) == [0, 4, 4]


def test_a_rep_that_is_only_counted_goes_there_and_back():
    rep = segment(rep=3, length=1_000)
    assert poses(PINGPONG, rep, None, 0, 250, 500, 1_000) == [0, 2, 4, 0]
    assert poses(CYCLE, rep, None, 0, 300, 400, 1_000) == pytest.approx([0, 1.5, 2, 0])
    assert (paces(PINGPONG, rep, None, 0), paces(CYCLE, rep, None, 0)) == ([8], [5])


def test_a_wait_or_a_walk_runs_freely():
    walk = segment(length=60_000)
    steps = poses(PINGPONG, walk, None, *range(0, 1_000, 110))
    assert steps == pytest.approx([0, 1, 2, 3, 4, 3, 2, 1, 0, 1])
    assert poses(CYCLE, walk, None, *range(0, 660, 110)) == pytest.approx([0, 1, 2, 3, 4, 0])
    assert poses(STILL, walk, None, 0, 500, 900) == [0, 0, 0]
    assert paces(STILL, walk, None, 500) == [0]


ALL = frozenset(range(CELLS))


def test_between_two_pictures_both_are_seen_in_the_measure_of_the_way():
    assert blend(PINGPONG, Pose(2.25, pace=5), ALL) == Blend(2, 3, 0.25)
    assert blend(PINGPONG, Pose(2.0, pace=5), ALL) == Blend(2, 3, 0)
    assert blend(PINGPONG, Pose(2.99, pace=5), ALL) == Blend(3, 3)
    assert blend(CYCLE, Pose(4.5, pace=5), ALL) == Blend(4, 0, 0.5)


@pytest.mark.parametrize(
    ("pose", "near"),
    [
        (Pose(2.75, pace=5), ALL - {2}),  # too far apart: a limb would be seen twice
        (Pose(2.75, pace=SMOOTH), ALL),  # so many pictures a second need no help
        (Pose(2.75), ALL),  # it stands still
    ],
)
def test_else_the_nearest_picture_is_seen_alone(pose, near):
    assert blend(PINGPONG, pose, near) == Blend(3, 3)
    assert blend(CYCLE, replace(pose, at=4.75), near - {4}) == Blend(0, 0)


def test_the_first_phase_is_found_in_the_exercise():
    lift = line(
        ("get_ready", 1, {}),
        ("work", 1, {"rep": 1, "phase": Phase.UP}),
        ("work", 1, {"rep": 1, "phase": Phase.DOWN}),
    )
    assert first_phase(lift, 2) is Phase.UP
    assert first_phase(line(("hold", 1, {})), 0) is None


@pytest.mark.parametrize(("step", "near"), [(0, True), (2, True), (24, False)])
def test_pictures_are_near_when_nothing_in_them_looks_doubled(qapp, step, near):
    def limb(x):
        picture = QImage(160, 160, QImage.Format.Format_ARGB32_Premultiplied)
        picture.fill(0)
        painter = QPainter(picture)
        painter.fillRect(QRect(x, 20, 30, 120), QColor("#203040"))
        painter.end()
        return flat(picture)

    assert is_near(limb(40), limb(40 + step)) is near


def test_between_two_pictures_nothing_becomes_see_through(qapp, folder):
    figure = FigureView()
    figure.resize(400, 200)
    figure.show()
    film = make_film("wall-sit", figure.picture._wanted_fit())
    figure.show_film(replace(film, near=frozenset(range(CELLS))))
    box = figure.picture._film_box()
    for ms in (500, 625, 750, 875, 1_000):  # from picture 1 to picture 2
        figure.show_moment(segment(phase=Phase.DOWN, rep=1), ms, Phase.DOWN)
        painted = figure.grab().toImage()
        assert grey(painted, box.left() + 8, box.center().y()) < 10  # black stays black
        mean = 50 * ms / 500
        assert grey(painted, box.right() - 8, box.center().y()) == pytest.approx(mean, abs=6)


def assert_whole(widget):
    """What was painted piece by piece is what painting all at once gives."""
    kept = widget.screen().grabWindow(widget.winId()).toImage()
    assert kept == widget.grab().toImage().convertToFormat(kept.format())


@pytest.mark.parametrize("side", [Side.RIGHT, Side.LEFT])
def test_only_what_changes_is_painted_and_nothing_is_left_behind(qapp, folder, one_moves, side):
    figure = FigureView()
    figure.resize(400, 200)
    figure.show()
    film = make_film("wall-sit", figure.picture._wanted_fit())
    figure.show_film(replace(film, near=frozenset(range(CELLS))))
    for ms in range(0, 2_000, 210):
        figure.show_moment(segment(phase=Phase.DOWN, rep=1, side=side), ms, Phase.DOWN)
        QApplication.processEvents()
        kept = (
            figure.screen().grabWindow(figure.winId()).toImage()
        )  # what was painted piece by piece
        assert kept == figure.grab().toImage().convertToFormat(kept.format())


def test_while_a_film_is_made_the_small_picture_stands_in(qapp):
    figure = FigureView()
    figure.resize(400, 200)
    figure.show()
    small = QImage(20, 10, QImage.Format.Format_RGB32)
    small.fill(QColor("#804020"))
    figure.show_film(None, small)
    figure.show_moment(segment(phase=Phase.DOWN, rep=1), 1_000, Phase.DOWN)
    assert not figure.is_moving()
    assert figure.grab().toImage().pixelColor(200, 100) == QColor("#804020")


def test_reduced_motion_shows_start_and_end_side_by_side(qapp, folder):
    figure = FigureView()
    fits = []
    figure.picture.fit_changed.connect(fits.append)
    figure.resize(400, 200)
    figure.show()
    figure.show_film(make_film("wall-sit", fits[-1]))
    down = segment(phase=Phase.DOWN, rep=1, side=Side.RIGHT)
    figure.show_moment(down, 1_000, Phase.DOWN)
    moving = figure.grab().toImage()
    assert figure.is_moving()
    figure.set_reduced_motion(on=True)
    assert fits[-1].stills
    assert fits[-1].width < fits[0].width / 2
    figure.show_film(make_film("wall-sit", fits[-1]))
    figure.show_moment(down, 100, Phase.DOWN)
    begin = figure.grab().toImage()
    figure.show_moment(down, 1_900, Phase.DOWN)
    end = figure.grab().toImage()
    assert not figure.is_moving()
    assert moving != begin != end


def test_a_film_of_another_size_is_shown_until_the_right_one_is_there(qapp, folder):
    figure = FigureView()
    figure.resize(400, 200)
    figure.show()
    figure.show_film(make_film("wall-sit", Fit(10, 10)))
    figure.show_moment(segment(phase=Phase.DOWN, rep=1), 2_000, Phase.DOWN)
    picture = figure.grab().toImage()
    # As large as it will be: its grey half reaches far to the right of the middle.
    assert picture.pixelColor(360, 100).red() == pytest.approx(200, abs=12)


# ---------------------------------------------------------------- words and numbers


@pytest.mark.parametrize(
    ("ms", "shown"),
    [(1, "1"), (1_000, "1"), (1_001, "2"), (99_000, "99"), (99_001, "1:40"), (0, "0")],
)
def test_digits_count_down_to_one(ms, shown):
    assert words.digits(ms) == shown


def test_digits_count_up_from_zero():
    assert [words.digits(ms, up=True) for ms in (0, 999, 1_000, 125_000)] == ["0", "0", "1", "2:05"]


def test_lengths_in_words():
    assert words.minutes(45_000) == "45 s"
    assert words.minutes(480_000) == "8 min"
    assert words.minutes(125_000) == "2 min 5 s"
    assert words.time_left(61_001) == "1:02 left"


def test_every_state_has_a_word_a_shape_and_a_colour(qapp):
    seen = set()
    states = [(Status.RUNNING, kind) for kind in Kind]
    states += [(Status.PAUSED, Kind.WORK), (Status.DONE, Kind.WORK), (Status.STOPPED, Kind.WORK)]
    for status, kind in states:
        word = words.state_word(status, segment(kind.value))
        shape = state_shape(status, kind)
        assert word == word.upper()
        assert not shape.isEmpty()
        assert 0 <= shape.boundingRect().left() <= shape.boundingRect().right() <= 1.0
        assert state_colour(status, kind).isValid()
        seen.add(word)
    assert len(seen) == len(states)


def test_the_word_stands_out_from_its_colour_in_every_theme(qapp):
    def luminance(colour):
        parts = (colour.redF(), colour.greenF(), colour.blueF())
        linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    for name in ("light", "dark", "contrast"):
        theme.apply(QApplication.instance(), Settings(theme=name))
        for kind in Kind:
            colour = state_colour(Status.RUNNING, kind)
            low, high = sorted((luminance(colour), luminance(theme.readable_on(colour))))
            assert (high + 0.05) / (low + 0.05) >= 4.5, (name, kind)
    theme.apply(QApplication.instance(), Settings(theme="light"))


def test_the_place_in_words():
    both = line(
        ("get_ready", 1, {"side": Side.LEFT}),
        ("hold", 1, {"side": Side.LEFT, "set": 2, "sets": 3}),
    )
    assert words.place(both, 0) == "Wall sit, set 2 of 3, left leg"
    assert words.place(line(("work", 1, {})), 0) == "Wall sit"


def test_what_comes_next():
    two = line(
        ("hold", 1, {"side": Side.LEFT, "set": 1, "sets": 1}),
        ("switch", 1, {"side": Side.RIGHT}),
        ("hold", 1, {"side": Side.RIGHT, "set": 1, "sets": 1}),
        ("rest", 1, {}),
        ("work", 1, {"step": 1}),
        labels=("Wall sit", "Walk"),
    )
    assert [words.next_up(two, i) for i in range(5)] == [
        "right leg", "right leg", "Walk", "Walk", ""
    ]  # fmt: skip


def shown(timeline, index, spent=0, **more):
    state = State(Status.RUNNING, index, spent)
    return showing(timeline, replace(state, **more), {"wall-sit": ("Breathe",)})


def test_a_hold_inside_a_rep_counts_seconds_a_move_counts_reps():
    reps = line(
        ("work", 2_000, {"rep": 2, "reps": 9, "phase": Phase.DOWN, "set": 1, "sets": 3}),
        ("hold", 5_000, {"rep": 2, "reps": 9, "phase": Phase.HOLD, "set": 1, "sets": 3}),
    )
    move, hold = shown(reps, 0), shown(reps, 1, 1_500)
    assert (move.digits, move.caption) == ("2", "of 9  ·  down")
    assert (hold.digits, hold.caption) == ("4", "seconds")
    assert hold.facts == "Set 1 of 3  ·  Rep 2 of 9"
    assert hold.part == 0.3


def test_before_an_exercise_its_dose_is_shown():
    first = line(("get_ready", 9_000, {}), ("hold", 9_000, {}))
    assert shown(first, 0).facts == "2 × 12 s"


def test_a_pause_says_why():
    still = line(("hold", 9_000, {}))
    for reason in Reason:
        paused = shown(still, 0, status=Status.PAUSED, reason=reason)
        assert paused.word == "PAUSED"
        assert paused.cue == words.pause_sentence(reason) != ""
    assert shown(still, 0).cue == "Breathe"


def test_own_pace_shows_the_reps_and_a_note_shows_no_number():
    own = line(
        ("work", 9_000, {"open_ended": True, "reps": 12}),
        ("note", 9_000, {"open_ended": True, "exercise": None}),
    )
    assert (shown(own, 0, 4_000).digits, shown(own, 0).caption) == ("12", "at your own pace")
    assert shown(own, 1).digits == ""
    assert shown(own, 1).title == "Please read this"


def test_the_bar_has_a_piece_for_each_set_and_no_gaps_in_time():
    two = line(
        ("get_ready", 5, {"set": 1}), ("hold", 10, {"set": 1}), ("rest", 3, {}),
        ("hold", 10, {"set": 2}), ("rest", 2, {}), ("work", 20, {"step": 1}),
        labels=("Wall sit", "Walk"),
    )  # fmt: skip
    made = pieces(two)
    assert [(p.start_ms, p.end_ms, p.step) for p in made] == [(0, 18, 0), (18, 30, 0), (30, 50, 1)]
    assert pieces(Timeline("x", "x", (), (), ())) == ()


@pytest.mark.parametrize("name", ["light", "dark", "contrast"])
@pytest.mark.parametrize("percent", [80, 100, 150, 200])
def test_painted_parts_survive_every_theme_and_size(qapp, name, percent):
    theme.apply(qapp, Settings(theme=name, text_percent=percent))
    clock, sign, bar = ClockFace(), StateSign(), RouteBar()
    bar.set_timeline(line(("hold", 10_000, {}), ("rest", 5_000, {})))
    bar.set_now(4_000, "0:11 left")
    for size in ((60, 40), (300, 300), (900, 500)):
        clock.resize(*size)
        for digits in ("", "7", "10:00"):
            clock.show_time(digits, "seconds", 0.4, QColor("#123456"))
            assert not clock.grab().isNull()
    for kind in Kind:
        sign.show_state(words.kind_word(kind), Status.RUNNING, kind)
        sign.resize(sign.sizeHint())
        assert not sign.grab().isNull()
    bar.resize(300, 18)
    assert not bar.grab().isNull()
    theme.apply(qapp, Settings(theme="light"))


@pytest.mark.parametrize("size", [(400, 400), (300, 120)])  # with a ring, with a line
def test_of_a_ring_that_runs_out_only_a_piece_is_painted(qtbot, monkeypatch, size):
    clock, asked = ClockFace(), []
    qtbot.addWidget(clock)
    clock.resize(*size)
    clock.show()
    for n in range(12):
        clock.show_time("7", "seconds", n / 12, QColor("#123456"))
        QApplication.processEvents()
        assert_whole(clock)
    monkeypatch.setattr(clock, "update", lambda *area: asked.extend(area))
    clock.show_time("7", "seconds", 1.0, QColor("#123456"))
    (piece,) = asked
    assert piece.width() * piece.height() < clock.width() * clock.height() / 3


def test_the_bar_is_painted_when_it_is_a_pixel_further(qtbot, monkeypatch):
    bar, seen = RouteBar(), []
    qtbot.addWidget(bar)
    bar.resize(300, 18)
    bar.set_timeline(line(("hold", 30_000, {})))
    monkeypatch.setattr(bar, "update", lambda: seen.append(bar._now))
    for now in range(0, 401, 20):
        bar.set_now(now, "")
    assert seen == [100, 200, 300, 400]


# ---------------------------------------------------------------- after


def result(**more):
    usual = Result(
        session_id=1, finished=True, stopped_for_pain=False, done_sets=4, all_sets=4,
        active_ms=480_000, before=1, worst=None, limits=Limits(2, 2),
    )  # fmt: skip
    return replace(usual, **more)


@pytest.mark.parametrize(
    ("more", "after", "start"),
    [
        ({}, 1, "Good: the knee took it well."),
        ({}, 2, "A little more than before."),
        ({}, 3, "That is more than planned."),
        ({"before": None}, 2, "Good: the knee took it well."),
        ({"before": None}, 3, "That is more than planned."),
        ({"worst": 4, "limits": Limits(3, 5)}, 1, "A little more than before."),
        ({"worst": 1, "sharp": True}, 1, "That is more than planned."),
        ({"before": None, "sharp": True}, 0, "That is more than planned."),
        ({"stopped_for_pain": True, "finished": False}, 1, "Rest the knee now."),
    ],
)
def test_the_end_says_what_the_pain_means(qapp, more, after, start):
    end = EndView()
    end.show_result(result(**more))
    end.scale._group.button(after).click()
    assert end.advice.text().startswith(start)
    assert end.advice.text().endswith("Tomorrow morning we ask how the knee is.")
    assert end.summary.text() == "You did 4 of 4 sets in 8 min."


def _is_dark(image, x, y):
    return image.pixelColor(x, y).lightness() < 80


@pytest.mark.parametrize("size", [(1024, 640), (1280, 800), (1920, 1080)])
@pytest.mark.parametrize("far", [False, True])
def test_digits_are_never_cut_and_stand_clear_of_their_words(qtbot, size, far):
    view = RunView()
    qtbot.addWidget(view)
    view.resize(*size)
    view.set_distance(on=far)
    view.show()
    for digits in ("0", "8", "9", "10", "69", "2:30"):
        view.clock.show_time(digits, "seconds", 0.5, state_colour(Status.RUNNING, Kind.WORK))
        QApplication.processEvents()
        painted = view.clock.grab().toImage()
        middle = range(painted.width() // 4, painted.width() * 3 // 4)
        # Dark only where there are digits or words: not at the rim, not between the two.
        assert not any(_is_dark(painted, x, 0) for x in middle)
        gap = round(view.clock._digit_area().bottom()) + 3
        assert not any(_is_dark(painted, x, gap) for x in middle)


def test_where_there_is_little_room_keys_and_leave_stay_words(qtbot):
    view = RunView()
    qtbot.addWidget(view)
    view.show()
    view.buttons.fit(330, 700)
    assert (view.buttons.keys.text(), view.buttons.leave.text()) == ("Keys (?)", "Leave (Esc)")
    assert view.buttons.mute.isHidden()
    view.buttons.fit(900, 900)
    assert view.buttons.mute.text() == "Mute (M)"
    assert not view.buttons.mute.isHidden()
