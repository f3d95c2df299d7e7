#!/bin/sh
# Render the knee, the body overview, the exercises and the pictures of the documentation again.  See ../README.md.
set -e
cd "$(dirname "$0")"
ROOT=$(cd ../../.. && pwd)
PY=${PY:-python3.11}
case "$PY" in /*) ;; */*) PY="$ROOT/$PY" ;; esac
WORK=$ROOT/.make/knee
ANGLES=${ANGLES:-36}
mkdir -p "$WORK"
knee() { nice -n 15 "$PY" knee_turntable.py --out "$WORK" --angles "$ANGLES" --cache "$WORK/anatomy.pkl" "$@"; }
# The denoiser turns few samples into the same look as many; what lies inside needs the fewest.
knee --layers position,skin --samples "${SAMPLES:-6}"
knee --layers muscles,bones --samples "${INSIDE_SAMPLES:-10}"
"$PY" name_parts.py "$WORK/anatomy.pkl" "$ROOT/assets/knee" --angles "$ANGLES"
"$PY" finish_knee.py "$WORK" "$ROOT/assets/knee" --angles "$ANGLES"
"$PY" make_tones.py "$ROOT/assets/knee"
"$PY" make_lines.py "$WORK" "$ROOT/assets/knee"
nice -n 15 "$PY" body_overview.py --out "$ROOT/assets/body"
nice -n 15 "$PY" exercises.py
"$PY" exercises.py --contact "$ROOT/assets/readme/exercises.webp"
"$PY" make_pictures.py
"$PY" check_picking.py
"$PY" check_anatomy.py "$WORK/anatomy.pkl"
