"""How exact is a click?  Random clicks on the committed maps, read with the program's own reader.

  python check_picking.py        click -> point -> pixel, and the same point clicked again in the next pictures
"""
import math
import os
import random
import sys

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "..")
sys.path.insert(0, ROOT)
from kneeapp.base import paths
from kneeapp.base.side import Side
from kneeapp.body.turntable import Turntable

table = Turntable.load(paths.assets() / "knee")
rng = random.Random(1)
pixels, millimetres, same, mirrored = [], [], [], []
for step in range(table.frames):
    for _ in range(60):
        x, y = rng.uniform(0, table.width), rng.uniform(0, table.height)
        point = table.point_at(step, Side.RIGHT, x, y)
        place = table.place_at(step, Side.RIGHT, int(x), int(y))
        if point is None or place is None:
            continue
        back = table.seen(point, step, Side.RIGHT)
        pixels.append(math.dist((x, y), (back.x, back.y)))
        left = table.point_at(-step % table.frames, Side.LEFT, table.width - x, y)
        mirrored.append(math.dist(point, left) if left else math.inf)
        for turn in (-2, -1, 1, 2):
            there = table.seen(point, step + turn, Side.RIGHT)
            again = there.visible and table.point_at(step + turn, Side.RIGHT, there.x, there.y)
            if again:
                millimetres.append(math.dist(point, again))
                same.append(table.place_at(step + turn, Side.RIGHT, int(there.x), int(there.y)) == place)


def row(name, values, unit):
    v = sorted(values)
    q = [v[int(len(v) * share)] for share in (.5, .95, .99)]
    print(f"{name:44s} n {len(v):5d}   median {q[0]:.2f}   95 % {q[1]:.2f}   99 % {q[2]:.2f} {unit}")


row("click, to the skin and back", pixels, "px")
row("same point clicked in pictures 1 and 2 steps on", millimetres, "mm")
row("same click on the mirrored left knee", mirrored, "mm")
print(f"same place there: {100 * sum(same) / len(same):.1f} %")
