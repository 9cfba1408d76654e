#!/usr/bin/env python3
"""tools/dev bench territory [FIGURE...]: measures the figures on territory design that docs/benchmarks.md shows.

Each plan is made by the real command line and confirmed by ../shared/bench/territory/check_plan.py. A figure that
cannot be measured here says why ("skipped: ...") and the run goes on. The exit code is 1 where a figure failed.
"""
import argparse
import os
import pathlib
import subprocess
import sys
import traceback

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import commercial  # noqa: E402
import counties  # noqa: E402
import million  # noqa: E402
import states  # noqa: E402
import tables  # noqa: E402
import zips  # noqa: E402
from command import ROOT, Bench, Failure, Skip  # noqa: E402

PAGE = ROOT / "docs" / "benchmarks.md"
FIGURES = {1: zips.one_measure, 2: zips.three_measures, 3: states.beside_published, 4: commercial.beside_published,
           5: million.synthetic, 6: counties.refusal, 7: states.proven_gaps, 8: zips.vacancy}


def parse(arguments):
    parser = argparse.ArgumentParser(prog="tools/dev bench territory", description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    listed = [f"{number}: {figure.__doc__.split(': ', 1)[1]}" for number, figure in FIGURES.items()]
    parser.add_argument("figures", nargs="*", type=int, metavar="FIGURE", help="default: all. " + " ".join(listed))
    parser.add_argument("--seeds", default="1,2,3,4,5", help="comma-separated; default %(default)s")
    parser.add_argument("--binary", help="the bailiwick to measure; default: the release build")
    parser.add_argument("--quick", action="store_true", help="one seed and a fifth of the time: a trial of this script")
    parser.add_argument("--write", action="store_true", help="put the tables into docs/benchmarks.md")
    options = parser.parse_args(arguments)
    unknown = [figure for figure in options.figures if figure not in FIGURES]
    if unknown:
        parser.error(f"there is no figure {unknown[0]}; there are 1 to {len(FIGURES)}")
    if options.write and options.quick:
        parser.error("--quick gives no figures to write")
    try:
        options.seeds = [int(seed) for seed in options.seeds.split(",")]
    except ValueError:
        parser.error("--seeds takes whole numbers with commas")
    return options


def make_bench(options):
    built = os.environ.get("BAILIWICK_BIN", ROOT / "build" / "release" / "src" / "main" / "bailiwick")
    binary = pathlib.Path(options.binary or built).resolve()
    if not binary.is_file():
        sys.exit(f"There is no {binary}; tools/dev build makes it, or name one with --binary.")
    seeds = options.seeds[:1] if options.quick else options.seeds
    return Bench(binary, ROOT / "build" / "bench" / "territory", seeds, options.quick)


def version(bench):
    return subprocess.run([bench.binary, "--version"], capture_output=True, text=True, check=True).stdout.strip()


def measure(bench, number):
    """A figure's table as Markdown with when and where it was measured."""
    bench.commands.clear()
    table = FIGURES[number](bench)
    table.commands = list(bench.commands.values())
    return tables.markdown(table) + "\n\n" + tables.provenance(version(bench), bench.seeds)


def main():
    options = parse(sys.argv[1:])
    bench = make_bench(options)
    failed = 0
    for number in options.figures or FIGURES:
        print(f"\n## {FIGURES[number].__doc__}\n", flush=True)
        try:
            text = measure(bench, number)
        except Skip as why:
            print(f"skipped: {why}", flush=True)
            continue
        except Failure as why:
            print(f"failed: {why}", flush=True)
            failed += 1
            continue
        except Exception:  # a fault of this script in one figure must not cost hours of the others
            print(f"failed: {traceback.format_exc()}", flush=True)
            failed += 1
            continue
        print(text, flush=True)
        if options.write:
            PAGE.write_text(tables.replaced(PAGE.read_text(encoding="utf-8"), number, text), encoding="utf-8")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
