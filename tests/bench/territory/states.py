"""Figures on the tracts and counties of states: beside published plans, and the proven gap."""
import csv
import math
import re
import statistics

from command import Failure, seconds_text, shared
from confirm import confirm
from tables import Table, spread
from zips import inputs as zip_inputs
from zips import options as zip_options
from zips import read_plan

PUBLISHED_HEAD = re.compile(r"#\s*k=(\d+)\s+L=(\d+)\s+U=(\d+)\s+obj=([\d.]+)")
SECONDS = 2
PROOF_SECONDS = 30  # of the whole command: SECONDS for the plan, the rest for the proof
ZIP_PLAN_SECONDS, ZIP_PROOF_SECONDS = 150, 150
# Forms of the objective whose gap is shown for the ZIPs, both about the best unit: name -> options.
ZIP_FORMS = {"inertia": ["--centre", "unit"], "distance": ["--centre", "unit", "--objective", "distance"]}
EARTH_RADIUS_M = 6_371_008.8
HEADER = ["", "units", "territories", "feasible", "wall s, median (worst)", "peak MiB", "worst deviation %",
          "gap to published %, median (worst)"]


def published_head(text):
    """(territories, least, most, objective) of a published plan's first line."""
    match = PUBLISHED_HEAD.match(text)
    if not match:
        raise Failure(f"a published plan begins with {text[:60]!r}")
    return tuple(int(match.group(number)) for number in (1, 2, 3)) + (float(match.group(4)),)


class State:
    """One graph with its published plan."""

    def __init__(self, plan):
        self.name = plan.name.removesuffix(".plan.csv")
        self.plan = plan
        self.units = plan.with_name(f"{self.name}.nodes.csv")
        self.edges = plan.with_name(f"{self.name}.edges.csv")
        with open(plan, encoding="utf-8") as file:
            self.territories = published_head(file.readline())[0]
        with open(self.units, encoding="utf-8") as file:
            self.size = sum(1 for _ in file) - 1

    def options(self, seconds, seed):
        return ["--units", self.units, "--edges", self.edges, "--territories", self.territories,
                "--balance", "pop=0.5%", "--weight", "pop", "--centre", "unit",
                "--seconds", seconds_text(seconds), "--seed", seed]

    def confirm(self, plan):
        return confirm(self.units, self.edges, plan, {"pop": 0.5}, published=self.plan)


def states(kind):
    return [State(plan) for plan in sorted(shared("bench/territory/states").glob(f"*_{kind}.plan.csv"))]


def row(name, state, samples):
    """A row of HEADER from [(Run, Verdict)]; gaps are those of feasible plans."""
    gaps = [verdict.figures["gap_percent"] for _, verdict in samples if verdict.is_confirmed]
    deviations = [verdict.deviations["pop"] for _, verdict in samples]
    return [name, *state, f"{len(gaps)} of {len(samples)}", spread([run.seconds for run, _ in samples]),
            f"{max(run.peak_mib for run, _ in samples):.0f}", spread(deviations, 3),
            spread(gaps, 3) if gaps else "none"]


def beside_published(bench):
    """Figure 3: each state in two seconds, beside the plan that was published."""
    rows, gaps, missed = [], {}, {}
    for kind in ("tract", "county"):
        everything = []
        for state in states(kind):
            samples = []
            for seed in bench.seeds:
                folder = bench.folder("states", state.name, seed)
                asked = [*state.options(bench.seconds(SECONDS), seed), "--no-bound"]
                result = bench.design("a state", asked, folder)
                samples.append((result, state.confirm(folder / "plan" / "plan.csv")))
            rows.append(row(state.name.replace("_", " "), (state.size, state.territories), samples))
            everything += samples
        gaps[kind] = [verdict.figures["gap_percent"] for _, verdict in everything if verdict.is_confirmed]
        missed[kind] = len(everything) - len(gaps[kind])
        rows.append(row("all counties" if kind == "county" else "all tracts", ("", ""), everything))
    floors = [("every plan of tracts is feasible", missed["tract"] == 0)]
    if gaps["tract"]:
        middle, worst = statistics.median(gaps["tract"]), max(gaps["tract"])
        floors += [(f"tracts: gap to the published plans, median <= 0.1% ({middle:.3f}%)", middle <= 0.1),
                   (f"tracts: worst <= 0.6% ({worst:.3f}%)", worst <= 0.6)]
    floors.append(("every plan of counties is feasible", missed["county"] == 0))
    if gaps["county"]:
        worst = max(gaps["county"])
        floors.append((f"counties: at most 1% worse than published ({worst:.3f}%)", worst <= 1))
    return Table(HEADER, rows, floors)


def gap(cost, bound):
    """(cost - bound) / bound in percent; infinite where the bound is zero, which proves nothing."""
    return 100 * (cost / bound - 1) if bound > 0 else math.inf


def tract_gap(result, verdict):
    """check_plan.py's inertia is in 1e6 people km2, the program's bound in people m2."""
    return gap(verdict.figures["inertia"] * 1e12, result.report["proof"]["bound"] or 0)


def proven_gaps(bench):
    """Figure 7: how far a plan is from the best possible at most, by the checker's cost and the program's bound."""
    rows, gaps = [], []
    for state in states("tract"):
        samples = []  # (Run, gap in percent)
        for seed in bench.seeds:
            folder = bench.folder("proof", state.name, seed)
            rest = seconds_text(bench.seconds(PROOF_SECONDS - SECONDS))
            asked = [*state.options(bench.seconds(SECONDS), seed), "--bound-seconds", rest]
            result = bench.design("tracts", asked, folder)
            verdict = state.confirm(folder / "plan" / "plan.csv")
            if verdict.is_confirmed:
                samples.append((result, tract_gap(result, verdict)))
        rows.append(gap_row(state.name.replace("_", " "), samples, len(bench.seeds)))
        gaps += [percent for _, percent in samples]
    zips = {name: zip_proofs(bench, name) for name in ZIP_FORMS}
    for name, samples in zips.items():
        rows.append(gap_row(f"us_zip, 500 territories, {name}", samples, len(bench.seeds)))
    last = [run for samples in zips.values() for run, _ in samples][-1:]
    notes = [f"Of us_zip's bound the program says: \"{run.report['proof']['scope']}\"" for run in last]
    header = ["", "confirmed", "wall s, median (worst)", "peak MiB", "proven gap %, median (worst)"]
    return Table(header, rows, gap_floors(gaps, {name: [gap for _, gap in samples] for name, samples in zips.items()}),
                 notes)


def zip_proofs(bench, name):
    """[(Run, gap in percent)] of the ZIPs with one form of the objective."""
    samples = []
    for seed in bench.seeds:
        folder = bench.folder("proof", "zip", name.replace(" ", "-"), seed)
        asked = [option for option in zip_options(500, {"population": 2}, bench.seconds(ZIP_PLAN_SECONDS), seed)
                 if option != "--no-bound"]
        asked += [*ZIP_FORMS[name], "--bound-seconds", seconds_text(bench.seconds(ZIP_PROOF_SECONDS))]
        result = bench.design(f"us_zip, {name}", asked, folder)
        plan = folder / "plan" / "plan.csv"
        if confirm(*zip_inputs(), plan, {"population": 2}).is_confirmed:
            cost = unit_centre_cost(zip_inputs()[0], plan, 1 if name == "distance" else 2)
            samples.append((result, gap(cost, result.report["proof"]["bound"] or 0)))
    return samples


def unit_centre_cost(units, plan, power):
    """People x metres^power to the best unit of each territory, from the two files alone."""
    territory_of = read_plan(plan)
    members = {}
    with open(units, encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            lon, lat = math.radians(float(row["lon"])), math.radians(float(row["lat"]))
            unit = (math.cos(lat) * math.cos(lon), math.cos(lat) * math.sin(lon), math.sin(lat), int(row["population"]))
            members.setdefault(territory_of[row["zip"]], []).append(unit)
    return sum(min(star(centre, territory, power) for centre in territory) for territory in members.values())


def star(centre, units, power):
    """What all units cost about one of them; units are (x, y, z, people) on a sphere of radius 1."""
    total = 0.0
    for x, y, z, people in units:
        chord = math.sqrt((x - centre[0]) ** 2 + (y - centre[1]) ** 2 + (z - centre[2]) ** 2)
        total += people * (2 * EARTH_RADIUS_M * math.asin(min(1.0, chord / 2))) ** power
    return total


def gap_floors(tracts, zips):
    """`zips` is form -> gaps in percent. Of the ZIPs one form is enough; all are shown."""
    middle = statistics.median(tracts) if tracts else math.inf
    worst = {name: max(gaps, default=math.inf) for name, gaps in zips.items()}
    said = "; ".join(f"{name} {percent:.2f}%" for name, percent in worst.items())
    return [(f"tracts: median proven gap <= 3% in {PROOF_SECONDS} s ({middle:.2f}%)", middle <= 3),
            (f"us_zip: proven gap <= 10% in 5 minutes for one form of the objective (worst: {said})",
             min(worst.values(), default=math.inf) <= 10)]


def gap_row(name, samples, count):
    if not samples:
        return [name, f"0 of {count}", "", "", "no confirmed plan"]
    return [name, f"{len(samples)} of {count}", spread([run.seconds for run, _ in samples]),
            f"{max(run.peak_mib for run, _ in samples):.0f}", spread([gap for _, gap in samples])]
