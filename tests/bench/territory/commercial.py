"""The figure on commercial territory design: small instances with three activities, beside published plans.

A .dat file: n; a line a unit `id x y w1 w2 w3 w4`; m; an edge a line; `p activities tolerance...`; allowed centres,
which are all allowed here. A .out file: a published plan, a line `Nodes: ...` of units a territory. Distances
are on the plane, and count once a unit whatever it weighs.
"""
import math

from command import Failure, seconds_text, shared
from confirm import confirm
from tables import Table, spread

SECONDS = 5
ACTIVITIES = ("w1", "w2", "w3")
LARGEST = "DU"  # the ten largest instances begin so, the smaller ones with 2DU
EQUAL = 1e-6  # relative; the published figures have six decimals


class Instance:
    """One .dat file."""

    def __init__(self, text):
        lines = [line.split() for line in text.splitlines() if line.strip()]
        size = int(lines[0][0])
        self.units = lines[1:1 + size]
        edges = int(lines[1 + size][0])
        self.edges = lines[2 + size:2 + size + edges]
        task, *centres = lines[2 + size + edges:]
        self.territories = int(task[0])
        self.tolerance = float(task[2])
        if any(mark != "1" for centre in centres for mark in centre):
            raise Failure("an instance does not allow every unit as a centre")
        self.places = {unit[0]: (float(unit[1]), float(unit[2])) for unit in self.units}

    def units_text(self):
        rows = [",".join([unit[0], unit[1], unit[2], *unit[3:6]]) for unit in self.units]
        return "\n".join(["unit,lon,lat," + ",".join(ACTIVITIES), *rows]) + "\n"

    def edges_text(self):
        return "".join(f"{edge[0]},{edge[1]}\n" for edge in self.edges)

    def distance(self, territories):
        """The total distance of lists of units to the best unit of each as its centre."""
        total = 0.0
        for units in territories:
            places = [self.places[unit] for unit in units]
            total += min(sum(math.dist(centre, place) for place in places) for centre in places)
        return total


def published_territories(text):
    """The units a territory of an .out file."""
    return [line.split()[1:] for line in text.splitlines() if line.startswith("Nodes:")]


def plan_territories(path):
    """The units a territory of a plan."""
    found = {}
    for line in path.read_text(encoding="utf-8").splitlines()[1:]:
        unit, territory = line.split(",")
        found.setdefault(territory, []).append(unit)
    return list(found.values())


def solve(bench, path):
    """[(Run, Verdict, gap to the published plan in percent)] a seed."""
    instance = Instance(path.read_text(encoding="utf-8"))
    published = published_territories(path.with_suffix(".out").read_text(encoding="utf-8"))
    if sorted(unit for units in published for unit in units) != sorted(instance.places):
        raise Failure(f"{path.with_suffix('.out').name} does not assign every unit once")
    reference = instance.distance(published)
    folder = bench.folder("commercial", path.stem)
    units, edges = folder / "units.csv", folder / "edges.csv"
    units.write_text(instance.units_text(), encoding="utf-8")
    edges.write_text(instance.edges_text(), encoding="utf-8")
    tolerances = dict.fromkeys(ACTIVITIES, 100 * instance.tolerance)
    samples = []
    for seed in bench.seeds:
        asked = ["--units", units, "--edges", edges, "--planar", "--lon-column", "lon", "--lat-column",
                 "lat", "--territories", instance.territories]
        for measure, percent in tolerances.items():
            asked += ["--balance", f"{measure}={percent:g}%"]
        asked += ["--weight", "none", "--objective", "distance", "--centre", "unit", "--no-bound",
                  "--seconds", seconds_text(bench.seconds(SECONDS)), "--seed", seed]
        result = bench.design("an instance", asked, bench.folder("commercial", path.stem, seed))
        plan = bench.folder("commercial", path.stem, seed, "plan") / "plan.csv"
        gap = 100 * (instance.distance(plan_territories(plan)) / reference - 1)
        samples.append((result, confirm(units, edges, plan, tolerances), gap))
    return samples


def summary(name, groups):
    """A row over [samples of an instance], and in how many instances the median seed is as good as published."""
    samples = [sample for group in groups for sample in group]
    feasible = [gap for _, verdict, gap in samples if verdict.is_confirmed]
    good = [sum(verdict.is_confirmed and gap <= 100 * EQUAL for _, verdict, gap in group) for group in groups]
    reached = sum(2 * count > len(group) for count, group in zip(good, groups))
    better = sum(gap < -100 * EQUAL for gap in feasible)
    row = [name, len(groups), f"{len(feasible)} of {len(samples)}", spread([run.seconds for run, _, _ in samples]),
           f"{max(run.peak_mib for run, _, _ in samples):.0f}", f"{reached} of {len(groups)}",
           f"{sum(good)} of {len(samples)}", f"{better} of {len(samples)}", spread(feasible, 3) if feasible else "none"]
    return row, reached


def beside_published(bench):
    """Figure 4: every instance with a published plan, five seconds each."""
    paths = sorted(shared("bench/territory/ctdp").glob("*.dat"))
    if bench.quick:
        paths = [path for path in paths if path.name.startswith(LARGEST)]
    groups = {path: solve(bench, path) for path in paths if path.with_suffix(".out").exists()}
    largest = [path for path in groups if path.name.startswith(LARGEST)]
    rows = []
    row, reached = summary("the ten largest (150 and 200 units)", [groups[path] for path in largest])
    rows.append(row)
    floors = [(f"at least as good as published on 9 of the 10 largest, in most seeds ({reached})",
               reached >= 0.9 * len(largest))]
    if len(groups) > len(largest):
        row, reached = summary("all, 60 to 200 units", list(groups.values()))
        rows.append(row)
        floors.append((f"at least as good as published on 9 in 10 of all, in most seeds ({reached})",
                       reached >= 0.9 * len(groups)))
    rows += [summary(path.stem.removesuffix("-edited"), [groups[path]])[0] for path in largest]
    header = ["instances", "count", "feasible runs", "wall s, median (worst)", "peak MiB", "as good, in most seeds",
              "as good, runs", "better, runs", "gap to published %, median (worst)"]
    return Table(header, rows, floors)
