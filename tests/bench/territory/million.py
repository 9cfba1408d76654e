"""The figure on a million synthetic units, whose neighbours the program has to find by itself.

Territories have to be connected by the program's own neighbours, which `bailiwick check --write-edges` writes;
check_plan.py, which shares no code with the program, judges with them. They are a triangulation whose over-long edges
are left out and whose parts are bridged. How many fragments there are with every edge of the triangulation by delaunator,
which has no code in common with the program either (triangulate.mjs), is shown for comparison.
"""
import pathlib
import shutil
import subprocess
import sys

from command import HERE, Failure, Skip, run, seconds_text, tool
from confirm import confirm
from packages import DELAUNATOR, package
from tables import Table, spread

UNITS, TERRITORIES = 1_000_000, 5_000
SECONDS = 40  # asked for; the whole command may take SECONDS_MAX
SECONDS_MAX, MIB_MAX = 45, 2048


def library():
    """delaunator as a module that node can import from anywhere."""
    source = package(DELAUNATOR) / "delaunator.min.js"
    copy = source.with_name("delaunator.cjs")
    if not copy.exists():
        shutil.copyfile(source, copy)
    return copy


def make_inputs(folder, count):
    """(units, edges), made once."""
    units, edges = folder / f"units-{count}.csv", folder / f"edges-{count}.csv"
    if not units.exists():
        part = units.with_suffix(".part")
        subprocess.run([sys.executable, "-B", str(HERE / "synthetic_units.py"), str(count), str(part)], check=True)
        part.rename(units)
    if not edges.exists():
        part = edges.with_suffix(".part")
        node = [tool("node", "nodejs"), "--max-old-space-size=8192"]
        command = [*node, HERE / "triangulate.mjs", library(), units, part]
        result = run(command, folder)
        if result.code != 0:
            raise Skip(f"delaunator did not triangulate: {result.errors[-300:]}")
        part.rename(edges)
    return units, edges


def own_edges(bench, units, plan: pathlib.Path, folder):
    """The file of the program's own neighbours, made once; they do not depend on the plan."""
    edges = folder / f"own-{units.stem}.csv"
    if not edges.exists():
        part = edges.with_suffix(".part")
        options = [plan, "--units", units, "--balance", "population=2%", "--write-edges", part]
        result = bench.bailiwick("check", options, folder / "check")
        if result.code not in (0, 1):
            raise Failure(f"bailiwick check: exit code {result.code}: {result.output[-300:]}")
        part.rename(edges)
    return edges


def synthetic(bench):
    """Figure 5: a million units, 5,000 territories."""
    share = 5 if bench.quick else 1
    units, edges = make_inputs(bench.folder("million"), UNITS // share)
    samples, others = [], []  # (Run, Verdict by the program's neighbours), Verdict by delaunator's
    bench.folder("million").joinpath(f"own-{units.stem}.csv").unlink(missing_ok=True)  # of an older program
    for seed in bench.seeds:
        folder = bench.folder("million", seed)
        asked = ["--units", units, "--territories", TERRITORIES // share, "--balance", "population=2%", "--no-bound",
                 "--seconds", seconds_text(bench.seconds(SECONDS)), "--seed", seed]
        result = bench.design("a million units", asked, folder)
        plan = folder / "plan" / "plan.csv"
        own = own_edges(bench, units, plan, bench.folder("million"))
        samples.append((result, confirm(units, own, plan, {"population": 2})))
        others.append(confirm(units, edges, plan, {"population": 2}))
    runs, verdicts = zip(*samples)
    slowest, largest = max(run.seconds for run in runs), max(run.peak_mib for run in runs)
    header = ["units", "territories", "wall s, median (worst)", "peak MiB, median (worst)", "worst deviation %",
              "territories outside", "fragments by the program's neighbours", "fragments by all of delaunator's",
              "RMS km", "mean km"]
    row = [f"{UNITS // share:,}", f"{TERRITORIES // share:,}", spread([run.seconds for run in runs]),
           spread([run.peak_mib for run in runs], 0), spread([v.deviations["population"] for v in verdicts], 3),
           spread([v.missing for v in verdicts], 0), spread([v.figures["fragments"] for v in verdicts], 0),
           spread([v.figures["fragments"] for v in others], 0), spread([v.figures["rms_km"] for v in verdicts]),
           spread([v.figures["mean_km"] for v in verdicts])]
    floors = [("all territories within ±2% and connected by the program's neighbours, with every seed",
               all(verdict.is_confirmed for verdict in verdicts)),
              (f"at most {SECONDS_MAX} s of wall time (worst {slowest:.1f})", slowest <= SECONDS_MAX),
              (f"at most 2 GiB (worst {largest:.0f} MiB)", largest <= MIB_MAX)]
    return Table(header, [row], floors)
