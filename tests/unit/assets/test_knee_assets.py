"""The committed knee pictures and maps are whole, anatomically right and big enough to click."""

from __future__ import annotations

import functools
import gzip
import itertools
import json
import math
import sys
from array import array
from collections import defaultdict

import pytest

from kneeapp.base import paths

FOLDER = paths.assets() / "knee"
TABLE = json.loads((FOLDER / "turntable.json").read_text("utf-8"))
FRAMES = TABLE["frames"]
COUNT = len(FRAMES)
WIDTH, HEIGHT = TABLE["size"]
NAMES = {int(number): name for number, name in TABLE["places"].items()}
NUMBERS = {name: number for number, name in NAMES.items()}
LANDMARKS = TABLE["landmarks"]
MAIN = [COUNT * quarter // 4 for quarter in range(4)]  # front, outer, back, inner

# A picture of the knee fitted into 400 x 600 px: what a click has to hit, in those pixels.
SMALLEST_PX, COMMON_PX = 24, 44
COMMON = {
    "patella", "patellar_tendon", "medial_joint_line", "lateral_joint_line", "popliteal_fossa",
    "iliotibial_band", "lateral_epicondyle", "pes_anserinus", "tibial_tuberosity",
    "quadriceps_tendon",
}  # fmt: skip
SHOWN = min(400 / WIDTH, 600 / HEIGHT)


@functools.cache
def places(frame: int) -> bytes:
    return gzip.decompress((FOLDER / FRAMES[frame]["places"]).read_bytes())


@functools.cache
def depths(frame: int) -> array[int]:
    values = array("H")
    values.frombytes(gzip.decompress((FOLDER / FRAMES[frame]["depth"]).read_bytes()))
    if sys.byteorder == "big":
        values.byteswap()
    return values


def dot(a: list[float], b: list[float]) -> float:
    return sum(x * y for x, y in zip(a, b, strict=True))


def project(point: list[float], frame: int) -> tuple[float, float, float]:
    cam = FRAMES[frame]
    away = [p - e for p, e in zip(point, cam["eye"], strict=True)]
    z = dot(away, cam["forward"])
    x = cam["cx"] + cam["f_px"] * dot(away, cam["right"]) / z
    return x, cam["cy"] - cam["f_px"] * dot(away, cam["up"]) / z, z


def surface(frame: int, x: float, y: float) -> list[float] | None:
    """The point of the skin under the sample of the depth map that covers a pixel."""
    scale = TABLE["depth_scale"]
    column, row = int(x) // scale, int(y) // scale
    value = depths(frame)[row * TABLE["depth_size"][0] + column]
    if not value:
        return None
    cam = FRAMES[frame]
    z = TABLE["near_mm"] + (value - 1) * TABLE["step_mm"]
    across = (column * scale + 0.5 - cam["cx"]) / cam["f_px"]
    upwards = (cam["cy"] - row * scale - 0.5) / cam["f_px"]
    rays = zip(cam["eye"], cam["forward"], cam["right"], cam["up"], strict=True)
    return [e + z * (f + across * r + upwards * u) for e, f, r, u in rays]


def largest_squares(frame: int) -> dict[int, int]:
    """Side in picture pixels of the largest square inside each place (every second pixel)."""
    columns = WIDTH // 2
    best: dict[int, int] = defaultdict(int)
    above, above_sizes = bytes(columns), [0] * columns
    for row in range(0, HEIGHT, 2):
        line = places(frame)[row * WIDTH : (row + 1) * WIDTH : 2]
        sizes = [1] * columns
        for i in range(1, columns):
            n = line[i]
            if n and n == line[i - 1] == above[i] == above[i - 1]:
                sizes[i] = 1 + min(sizes[i - 1], above_sizes[i], above_sizes[i - 1])
                if sizes[i] > best[n]:
                    best[n] = sizes[i]
        above, above_sizes = line, sizes
    return {n: size * 2 for n, size in best.items()}


@functools.cache
def neighbours() -> dict[str, set[str]]:
    """Which places share a border, seen from anywhere."""
    touching: dict[tuple[int, int], int] = defaultdict(int)
    for frame in range(0, COUNT, 3):
        pixels = places(frame)
        lines = [pixels[row * WIDTH : (row + 1) * WIDTH : 2] for row in range(0, HEIGHT, 2)]
        down = itertools.chain.from_iterable(map(zip, lines, lines[1:]))
        across = itertools.chain.from_iterable(map(itertools.pairwise, lines))
        for a, b in itertools.chain(across, down):
            if a != b and a and b:
                touching[a, b] += 1
    found: dict[str, set[str]] = defaultdict(set)
    for (a, b), times in touching.items():
        if times >= 6:  # not where the rim of the leg hides what lies between
            found[NAMES[a]].add(NAMES[b])
            found[NAMES[b]].add(NAMES[a])
    return found


def gap(a: str, b: str) -> float:
    return math.dist(LANDMARKS[a], LANDMARKS[b])


# ---------------------------------------------------------------- the files


def test_table_says_what_the_files_are() -> None:
    assert TABLE["format"] == 1
    assert TABLE["side"] == "right"
    assert TABLE["depth_size"] == [WIDTH // TABLE["depth_scale"], HEIGHT // TABLE["depth_scale"]]
    assert COUNT >= 24
    assert [f["azimuth_deg"] for f in FRAMES] == pytest.approx(
        [k * 360 / COUNT for k in range(COUNT)]
    )
    assert TABLE["step_deg"] == pytest.approx(360 / COUNT)


def test_places_are_those_of_the_catalogue() -> None:
    catalogue = json.loads((FOLDER / "places.json").read_text("utf-8"))["places"]
    assert {entry["number"]: entry["id"] for entry in catalogue} == NAMES
    assert sorted(NAMES) == list(range(1, 33))
    assert set(LANDMARKS) == set(TABLE["best_frame"]) == set(NUMBERS)


def test_pictures_have_the_size_of_the_maps_and_are_transparent() -> None:
    for frame in FRAMES:
        for layer in ("skin", "muscles", "bones"):
            head = (FOLDER / frame[layer]).read_bytes()[:30]
            assert head[:4] + head[8:16] == b"RIFFWEBPVP8X", frame[layer]
            assert head[20] & 0x10, f"{frame[layer]} has no alpha"
            size = [1 + int.from_bytes(head[at : at + 3], "little") for at in (24, 27)]
            assert size == [WIDTH, HEIGHT], frame[layer]


def test_maps_have_the_right_length() -> None:
    columns, rows = TABLE["depth_size"]
    for frame in range(COUNT):
        assert len(places(frame)) == WIDTH * HEIGHT
        assert len(depths(frame)) == columns * rows


def test_whole_set_stays_small() -> None:
    size = sum(path.stat().st_size for path in FOLDER.iterdir())
    assert size < 7_000_000


# ---------------------------------------------------------------- the places


def test_every_place_is_in_the_maps_and_nothing_else() -> None:
    seen = set().union(*(set(places(frame)) for frame in range(COUNT)))
    assert seen == {0, *NAMES}


@pytest.mark.parametrize("frame", range(COUNT))
def test_leg_has_no_gaps(frame: int) -> None:
    """Where the depth map sees skin there is a place, and nowhere else; each row is one piece."""
    columns, rows = TABLE["depth_size"]
    scale, pixels, depth = TABLE["depth_scale"], places(frame), depths(frame)
    for row in range(rows):
        start = row * scale * WIDTH
        line = bytes(map(bool, pixels[start : start + WIDTH : scale]))
        skin = bytes(map(bool, depth[row * columns : (row + 1) * columns]))
        assert line == skin
        assert line.strip(b"\0") == b"\1" * line.count(1)


def test_every_place_is_big_enough_to_click_in_a_main_view() -> None:
    best: dict[int, int] = defaultdict(int)
    for frame in MAIN:
        for number, size in largest_squares(frame).items():
            best[number] = max(best[number], size)
    small = {
        name: round(best[number] * SHOWN)
        for name, number in NUMBERS.items()
        if best[number] * SHOWN < (COMMON_PX if name in COMMON else SMALLEST_PX)
    }
    assert not small


@pytest.mark.parametrize("name", sorted(NUMBERS))
def test_landmark_lies_on_its_own_place(name: str) -> None:
    frame = TABLE["best_frame"][name]
    assert frame in MAIN
    x, y, z = project(LANDMARKS[name], frame)
    assert places(frame)[int(y) * WIDTH + int(x)] == NUMBERS[name]
    seen = surface(frame, x, y)
    assert seen is not None
    assert abs(project(seen, frame)[2] - z) < 3.0  # the landmark is on the skin, not behind it


def test_a_point_keeps_its_place_when_the_knee_turns() -> None:
    same = looked = 0
    for frame in range(COUNT):
        turned = (frame + 1) % COUNT
        for row, column in itertools.product(range(20, HEIGHT, 60), range(10, WIDTH, 30)):
            point = surface(frame, column, row)
            if point is None:
                continue
            x, y, z = project(point, turned)
            there = surface(turned, x, y) if 0 <= x < WIDTH and 0 <= y < HEIGHT else None
            if there is None or project(there, turned)[2] < z - 2:
                continue  # hidden by the leg from there
            x, y = int(x), int(y)
            looked += 1
            same += places(turned)[y * WIDTH + x] == places(frame)[row * WIDTH + column]
    assert looked > 1500
    assert same / looked > 0.97


def test_neighbours_are_the_anatomical_ones() -> None:
    near = neighbours()
    assert {
        "quadriceps_tendon", "lateral_patella", "medial_patella", "inferior_pole",
    } <= near["patella"]  # fmt: skip
    assert {"inferior_pole", "tibial_tuberosity", "anterolateral_joint", "anteromedial_joint"} <= (
        near["patellar_tendon"]
    )
    assert {
        "medial_epicondyle", "medial_tibial_plateau", "anteromedial_joint", "posteromedial_joint",
    } <= near["medial_joint_line"]  # fmt: skip
    assert {"lateral_epicondyle", "anterolateral_joint", "posterolateral_joint"} <= (
        near["lateral_joint_line"]
    )
    assert {"hamstrings", "biceps_tendon", "medial_popliteal"} <= near["popliteal_fossa"]
    assert "fibular_neck" in near["fibular_head"]
    assert "lateral_epicondyle" in near["iliotibial_band"]
    assert all(len(near[name]) >= 3 for name in NUMBERS)


def test_front_and_back_never_touch() -> None:
    front = {"patella", "patellar_tendon", "tibial_tuberosity", "quadriceps_tendon", "lower_thigh"}
    back = {"popliteal_fossa", "medial_popliteal", "hamstrings", "medial_calf"}
    assert not any(neighbours()[name] & back for name in front)


# ---------------------------------------------------------------- the anatomy (knee frame, mm)
# Source: surface anatomy and palpation guides, as listed in assets/knee/places.json, "landmarks".


def height(name: str) -> float:
    return float(LANDMARKS[name][2])


def kneecap_tip() -> float:
    """Height of the lower end of the kneecap: the pole's landmark is its tip."""
    return height("inferior_pole")


def test_shin_bump_is_about_4_cm_below_the_kneecap() -> None:
    assert 35 <= kneecap_tip() - height("tibial_tuberosity") <= 52


def test_shin_bump_is_two_finger_widths_below_the_joint_line() -> None:
    assert 30 <= -height("tibial_tuberosity") <= 45


@pytest.mark.parametrize("dimple", ["anterolateral_joint", "anteromedial_joint"])
def test_dimples_are_midway_between_kneecap_and_shin_bump(dimple: str) -> None:
    middle = (height("patella") + height("tibial_tuberosity")) / 2
    assert abs(height(dimple) - middle) < 8
    assert 15 <= abs(LANDMARKS[dimple][0] - LANDMARKS["patellar_tendon"][0]) <= 35


def test_fibular_head_is_2_cm_below_the_outer_joint_line_and_further_back() -> None:
    assert 15 <= height("lateral_joint_line") - height("fibular_head") <= 28
    assert LANDMARKS["fibular_head"][1] > LANDMARKS["lateral_joint_line"][1] + 10
    assert height("fibular_neck") < height("fibular_head") - 15


def test_gerdy_is_midway_between_fibular_head_and_shin_bump() -> None:
    a, b = gap("gerdy_tubercle", "fibular_head"), gap("gerdy_tubercle", "tibial_tuberosity")
    assert 0.7 < a / b < 1.5
    assert 15 <= -height("gerdy_tubercle") <= 32  # a thumb below the joint edge


def test_outer_knob_is_2_to_3_cm_above_the_outer_joint_line() -> None:
    assert 20 <= height("lateral_epicondyle") - height("lateral_joint_line") <= 30


def test_pes_anserinus_is_5_cm_below_the_inner_joint_line_to_the_front() -> None:
    assert 42 <= height("medial_joint_line") - height("pes_anserinus") <= 58
    assert LANDMARKS["pes_anserinus"][1] < LANDMARKS["medial_joint_line"][1]


def test_inner_side_from_top_to_bottom() -> None:
    order = [
        "vastus_medialis", "medial_epicondyle", "medial_joint_line", "medial_tibial_plateau",
        "pes_anserinus",
    ]  # fmt: skip
    assert [height(name) for name in order] == sorted(map(height, order), reverse=True)
    assert all(LANDMARKS[name][0] > 20 for name in order)


def test_crease_is_at_or_just_above_the_joint_line() -> None:
    assert 0 <= height("popliteal_fossa") <= 30
    assert LANDMARKS["popliteal_fossa"][1] > 40


# ---------------------------------------------------------------- the left knee


def test_cameras_are_mirror_images_so_the_left_knee_is_the_flipped_picture() -> None:
    for frame in range(COUNT):
        a, b = FRAMES[frame], FRAMES[-frame % COUNT]
        assert [-a["eye"][0], *a["eye"][1:]] == pytest.approx(b["eye"], abs=1e-3)
        assert [-a["forward"][0], *a["forward"][1:]] == pytest.approx(b["forward"], abs=1e-6)
        assert a["cx"] == pytest.approx(WIDTH - b["cx"])
        assert a["f_px"] == pytest.approx(b["f_px"])


def test_front_shows_the_inner_side_of_a_right_knee_at_the_picture_right() -> None:
    front, outer, back, inner = MAIN
    assert project(LANDMARKS["medial_epicondyle"], front)[0] > WIDTH / 2
    assert project(LANDMARKS["medial_epicondyle"], back)[0] < WIDTH / 2
    assert project(LANDMARKS["patella"], outer)[0] > WIDTH / 2
    assert project(LANDMARKS["patella"], inner)[0] < WIDTH / 2
