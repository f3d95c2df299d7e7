"""`make bench`: figures beside a floor of the same run; the last line is BENCH {json}."""

from __future__ import annotations

import argparse
import importlib
import json
import pkgutil
import sys

import tests.bench


def main() -> int:
    parser = argparse.ArgumentParser(prog="make bench")
    parser.add_argument("--quick", action="store_true", help="short versions of the long ones")
    parser.add_argument("--only", default="", help="names of benches, separated by commas")
    arguments = parser.parse_args()
    wanted = set(filter(None, arguments.only.split(",")))
    figures: dict[str, float] = {}
    for found in pkgutil.iter_modules(tests.bench.__path__):
        name = found.name.removeprefix("bench_")
        if not found.name.startswith("bench_") or (wanted and name not in wanted):
            continue
        print(f"\n{name}")
        module = importlib.import_module(f"tests.bench.{found.name}")
        for key, value in module.measure(quick=arguments.quick).items():
            figures[f"{name}.{key}"] = round(value, 3)
            print(f"  {key:<44} {value:>12.3f}")
    print("\nBENCH " + json.dumps(figures, sort_keys=True))
    return 0


if __name__ == "__main__":
    sys.exit(main())
