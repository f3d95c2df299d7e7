"""`make bench`: figures beside a floor of the same run; the last line is BENCH {json}.

Each bench runs in a process of its own: the leavings of one would count in the memory of the next.
"""

from __future__ import annotations

import argparse
import importlib
import json
import pkgutil
import subprocess
import sys

import tests.bench

LAST = "BENCH "


def main() -> int:
    parser = argparse.ArgumentParser(prog="make bench")
    parser.add_argument("--quick", action="store_true", help="short versions of the long ones")
    parser.add_argument("--only", default="", help="names of benches, separated by commas")
    arguments = parser.parse_args()
    modules = pkgutil.iter_modules(tests.bench.__path__)
    every = [m.name.removeprefix("bench_") for m in modules if m.name.startswith("bench_")]
    wanted = [name for name in arguments.only.split(",") if name] or every
    unknown = sorted(set(wanted) - set(every))
    if unknown:
        parser.error(f"no bench is called {', '.join(unknown)}; there are {', '.join(every)}")
    if len(wanted) == 1:
        figures = measure(wanted[0], quick=arguments.quick)
    else:
        figures = {}
        for name in wanted:
            figures |= measure_apart(name, quick=arguments.quick)
    print(f"\n{LAST}{json.dumps(figures, sort_keys=True)}")
    return 0


def measure(name: str, *, quick: bool) -> dict[str, float]:
    """Run one bench here and print its figures."""
    print(f"\n{name}")
    figures: dict[str, float] = {}
    module = importlib.import_module(f"tests.bench.bench_{name}")
    for key, value in module.measure(quick=quick).items():
        figures[f"{name}.{key}"] = round(value, 3)
        print(f"  {key:<44} {value:>12.3f}", flush=True)
    return figures


def measure_apart(name: str, *, quick: bool) -> dict[str, float]:
    """Run one bench in a process of its own; one that fails is said and leaves the others."""
    command = [sys.executable, "-m", "tests.bench", "--only", name, *["--quick"][:quick]]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=False)
    said, _, figures = done.stdout.rpartition(LAST)
    print((said if figures else done.stdout).rstrip(), flush=True)
    if done.returncode != 0 or not figures:
        print(f"{name} failed with status {done.returncode}", file=sys.stderr)
        return {f"{name}.failed": 1.0}
    return dict(json.loads(figures))


if __name__ == "__main__":
    sys.exit(main())
