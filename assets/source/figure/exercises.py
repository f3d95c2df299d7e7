"""Render the `figure:` part of exercise files into the sheets the program shows.

  python exercises.py [ID ...]              sheets (WebP + JSON) of the given exercises, of all without ids
  python exercises.py MY.yaml --out FOLDER  sheets of a file of your own, for the pictures in your own folder
  python exercises.py ID ... --stills       quick trial pictures of the key poses and one contact sheet
  python exercises.py ID ... --stills --frames 5    the same with 5 frames along the motion
  python exercises.py --contact OUT.webp    start, middle and end of every finished sheet on one page

Unchanged exercises are skipped (--force renders them anyway).  See MOTIONS.md for the format.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from pathlib import Path

import numpy as np

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parents[2])]
import encode  # noqa: E402
import make_thumbs  # noqa: E402
from kneeapp.base.errors import UserError  # noqa: E402
from figlib import motions  # noqa: E402

TRIALS = HERE.parents[2] / ".make" / "figure-trials"
FOV = 16.0
TRIAL_HEIGHT = 240


def posed(st, motion, count):
    """All frames of a motion: [(vertices, state, shift, lift)], and what went wrong with it in numbers."""
    po, keys = st.po, motion["keys"]
    point = motion.get("anchor") or po.default_anchor(keys[0]["pose"])
    po.reset(point)
    from figlib.stage import timeline
    poses = timeline(po, keys, count, motion.get("loop", "pingpong"))
    anchor, frames, errors, feet = None, [], [], []
    breaths = .5 - .5 * np.cos(np.linspace(0, np.pi, len(poses))) if motion.get("breathe") else np.zeros(len(poses))
    for pose, breath in zip(poses, breaths * float(motion.get("breathe", 0)), strict=True):
        M, full, s, t = po.place(pose, anchor, sink=motion.get("sink", .022))
        if anchor is None:
            anchor = (point, (po.point(s, point) + t)[:2])
            M, full, s, t = po.place(pose, anchor, sink=motion.get("sink", .022))
        errors.append(full.get("_fit_error", 0))
        lift = motion.get("lift", 0.)
        feet.append([po.point(s, n) + t for n in ("ball_R", "ball_L", "heel_R", "heel_L")])
        verts = {n: v + [0, 0, lift] for n, v in st.skin(M, breath).items()}
        frames.append((verts, s, t, lift))
    travel = np.linalg.norm(np.ptp(np.array(feet)[:, :2], axis=0), axis=1) * 1000 if len(feet) > 1 else [0, 0]
    low = np.array(feet)[:, :, 2].min(0) * 1000
    worst = int(np.argmax(errors))
    note = f"fit error {errors[worst]:.4f}{f' (frame {worst})' if errors[worst] > 5e-4 else ''}, balls of the feet travel R {travel[0]:.0f} L {travel[1]:.0f} mm, " \
           f"lowest ball R {low[0]:.0f} L {low[1]:.0f} heel R {low[2]:.0f} L {low[3]:.0f} mm, {deepest(frames)}"
    return frames, note


def deepest(frames):
    """What lies lowest in all frames, in mm from the floor."""
    z, name = min((v[:, 2].min(), name) for verts, *_ in frames for name, v in verts.items())
    return f"deepest {name} {z * 1000:.0f} mm"


def camera(st, motion, frames, corners, res):
    """One camera for the whole loop: everything stays in the picture."""
    allv = np.concatenate([np.concatenate(list(f[0].values()))[::7] for f in frames])
    near = allv[allv[:, 2] < .5]
    shadow = near * [1.04, 1.04, 0] - near.mean(0) * [.04, .04, 0]
    cam = motion["camera"]
    seen = np.concatenate([allv, shadow, corners])
    return st.frame_camera(seen, cam["az"], cam["el"], FOV, res) + (cam["az"], cam["el"])


def render(st, motion, count, res, picks=None):
    """The finished pictures of a motion."""
    frames, note = posed(st, motion, count)
    st.highlight(motion.get("muscles", []), motion.get("muscle_side"))
    places = [st.where(s, t, v, lift) for v, s, t, lift in frames]
    chosen = range(len(frames)) if picks is None else picks
    corners = np.concatenate([st.props(motion.get("props"), places[0], places[i], places[-1]) for i in (0, len(frames) // 2, -1)])
    st.shot(camera(st, motion, frames, corners, res), FOV, res)
    out = []
    with tempfile.TemporaryDirectory() as folder:
        for i in chosen:
            st.props(motion.get("props"), places[0], places[i], places[-1])
            out.append(st.frame(frames[i][0], f"{folder}/{i:02d}.png"))
    return out, note, ends_of(motion, frames)


def ends_of(motion, frames):
    """The two pictures that tell a motion: first and last; of a round, the first and the one that differs most from it."""
    if motions.loop(motion) != "cycle":
        return 0, len(frames) - 1
    body = np.array([np.concatenate([f[0][n] for n in sorted(f[0])])[::23] for f in frames])
    return 0, int(np.argmax(np.linalg.norm(body - body[0], axis=2).mean(1)))


def trial(st, name, motion, args):
    """Small pictures of the key poses (or of `--frames` poses along the motion)."""
    w, h = motions.cell(motion)
    h2 = args.height
    res = (round(w * h2 / h), h2)
    keys = motion["keys"]
    if args.frames:
        ims, note, _ = render(st, motion, args.frames, res)
    elif motion.get("loop") == "cycle":
        ims, note, _ = render(st, motion | {"keys": [k | {"hold": 0, "move": 1} for k in keys]}, len(keys), res)
    else:
        ims, note, _ = render(st, motion | {"keys": [k | {"move": 1} for k in keys]}, len(keys), res)
    TRIALS.mkdir(parents=True, exist_ok=True)
    for k, im in enumerate(ims):
        im.save(TRIALS / f"{name}_{k}.png")
    encode.page([(f"{name} {k}", im) for k, im in enumerate(ims)], TRIALS / f"{name}.png")
    print(f"{name}: {note}", flush=True)
    return [(f"{name} {k}", im) for k, im in enumerate(ims)]


def produce(st, name, motion, folder):
    """The sheet, its small picture and its description."""
    start = time.time()
    count = motions.stored_frames(motion)
    ims, note, ends = render(st, motion, count, motions.cell(motion))
    ims = encode.cropped(ims)
    (folder / "small").mkdir(parents=True, exist_ok=True)
    sheet = folder / f"{name}.webp"
    encode.save_sheet(ims, encode.columns(count), sheet)
    make_thumbs.thumb(ims[ends[1]]).save(folder / "small" / sheet.name, **make_thumbs.SAVE)
    describe(sheet, motion, ims[0].size, ends)
    print(f"{name}: {count} frames in {time.time() - start:.0f} s, {sheet.stat().st_size // 1024} KB, {note}", flush=True)


def describe(sheet, motion, cell, ends):
    """The description beside a sheet; `start` and `end` are the pictures to show when nothing may move."""
    count = motions.stored_frames(motion)
    about = {"format": 1, "cell": list(cell), "columns": encode.columns(count), "frames": count,
             "loop": motions.loop(motion), "side": motion["side"], "start": ends[0], "end": ends[1], "alt": motion["alt"],
             "hash": motions.fingerprint(motion)}
    if (pace := motions.frame_ms(motion)) is not None:
        about["frame_ms"] = pace
    sheet.with_suffix(".json").write_text(json.dumps(about, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def current(name, motion, folder):
    """True if the sheet on disk was made from this motion; words and pace that changed are then written anew."""
    sheet = folder / f"{name}.webp"
    if not (sheet.exists() and sheet.with_suffix(".json").exists()):
        return False
    about = json.loads(sheet.with_suffix(".json").read_text(encoding="utf-8"))
    same = about.get("hash") == motions.fingerprint(motion)
    if same:
        describe(sheet, motion, about["cell"], (about["start"], about["end"]))
    return same


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("ids", nargs="*", help="ids of shipped exercises, or exercise files")
    ap.add_argument("--out", type=Path, help="folder of the sheets; left out = the shipped ones")
    ap.add_argument("--stills", action="store_true")
    ap.add_argument("--frames", type=int, default=0, help="with --stills: so many frames along the motion")
    ap.add_argument("--height", type=int, default=TRIAL_HEIGHT)
    ap.add_argument("--samples", type=int, default=0)
    ap.add_argument("--threads", type=int, default=2)
    ap.add_argument("--force", action="store_true")
    ap.add_argument("--contact", type=Path, help="only lay out the finished sheets on one page")
    args = ap.parse_args()
    if args.contact:
        encode.contact(args.out or motions.SHEETS, args.contact)
        return
    try:
        todo = motions.load(args.ids or motions.ids())
    except UserError as problem:
        raise SystemExit(str(problem)) from None
    folder = args.out or motions.SHEETS
    if not args.stills and not args.force:
        todo = {n: m for n, m in todo.items() if not current(n, m, folder)}
    if not todo:
        print("nothing to do")
        return
    from figlib.stage import Stage
    st = Stage(args.threads, args.samples or 4)
    shown, failed = [], []
    for name, motion in todo.items():
        try:
            if args.stills:
                shown += trial(st, name, motion, args)
            else:
                produce(st, name, motion, folder)
        except Exception as problem:  # one bad motion must not stop the others of a long run
            failed.append(name)
            print(f"{name}: FAILED {type(problem).__name__}: {problem}", flush=True)
            if len(todo) == 1:
                raise
    if args.stills:
        sheet = TRIALS / f"sheet-{next(iter(todo))}.png"
        encode.page(shown, sheet)
        print(f"contact sheet: {sheet}")
    if failed:
        raise SystemExit(f"failed: {' '.join(failed)}")


if __name__ == "__main__":
    main()
