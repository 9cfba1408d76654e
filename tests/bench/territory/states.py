"""Figures on the tracts and counties of states: beside published plans, and the proven gap."""
import re
import statistics

from command import Failure, seconds_text, shared
from confirm import confirm
from tables import Table, spread
from zips import inputs as zip_inputs
from zips import options as zip_options

PUBLISHED_HEAD = re.compile(r"#\s*k=(\d+)\s+L=(\d+)\s+U=(\d+)\s+obj=([\d.]+)")
SECONDS = 2
PROOF_SECONDS = 30  # of the whole command: SECONDS for the plan, the rest for the proof
ZIP_PLAN_SECONDS, ZIP_PROOF_SECONDS = 30, 270
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
        return ["--units", self.units, "--edges", self.edges, "--territories", self.territories, "--balance", "pop=0.5%",
                "--weight", "pop", "--centre", "unit", "--seconds", seconds_text(seconds), "--seed", seed]

    def confirm(self, plan):
        return confirm(self.units, self.edges, plan, {"pop": 0.5}, published=self.plan)


def states(kind):
    return [State(plan) for plan in sorted(shared("bench/territory/states").glob(f"*_{kind}.plan.csv"))]


def row(name, state, samples):
    """A row of HEADER from [(Run, Verdict)]; gaps are those of feasible plans."""
    gaps = [verdict.figures["gap_percent"] for _, verdict in samples if verdict.is_confirmed]
    deviations = [verdict.deviations["pop"] for _, verdict in samples]
    return [name, *state, f"{len(gaps)} of {len(samples)}", spread([run.seconds for run, _ in samples]),
            f"{max(run.peak_mib for run, _ in samples):.0f}", spread(deviations, 3), spread(gaps, 3) if gaps else "none"]


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
        floors.append((f"counties: at most 1% worse than published ({max(gaps['county']):.3f}%)", max(gaps["county"]) <= 1))
    return Table(HEADER, rows, floors)


def proof(result):
    """The bound that a design command proved, as printed; Failure where it proved nothing."""
    said = result.report["proof"]
    if said["bound"] is None:
        raise Failure(f"no proof: {said['scope']}")
    return said


def proven_gaps(bench):
    """Figure 7: how far from the best possible a plan is at most. The plan's cost is the checker's, not the program's."""
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
                samples.append((result, 100 * (verdict.figures["inertia"] * 1e12 / proof(result)["bound"] - 1)))
        rows.append(gap_row(state.name.replace("_", " "), samples, len(bench.seeds)))
        gaps += [gap for _, gap in samples]
    zips = []
    for seed in bench.seeds:
        folder = bench.folder("proof", "zip", seed)
        asked = [option for option in zip_options(500, {"population": 2}, bench.seconds(ZIP_PLAN_SECONDS), seed)
                 if option != "--no-bound"]
        asked += ["--bound-seconds", seconds_text(bench.seconds(ZIP_PROOF_SECONDS))]
        result = bench.design("us_zip, 500 territories", asked, folder)
        verdict = confirm(*zip_inputs(), folder / "plan" / "plan.csv", {"population": 2})
        if verdict.is_confirmed:
            zips.append((result, 100 * ((verdict.figures["rms_km"] / proof(result)["bound_km"]) ** 2 - 1)))
    rows += [gap_row("us_zip, 500 territories, centroids", zips, len(bench.seeds))]
    floors = []
    if gaps:
        floors.append((f"tracts: median proven gap <= 3% in {PROOF_SECONDS} s ({statistics.median(gaps):.2f}%)",
                       statistics.median(gaps) <= 3))
    if zips:
        worst = max(gap for _, gap in zips)
        floors.append((f"us_zip: proven gap <= 10% in 5 minutes (worst {worst:.2f}%)", worst <= 10))
    return Table(["", "confirmed", "wall s, median (worst)", "peak MiB", "proven gap %, median (worst)"], rows, floors)


def gap_row(name, samples, count):
    if not samples:
        return [name, f"0 of {count}", "", "", "no confirmed plan"]
    return [name, f"{len(samples)} of {count}", spread([run.seconds for run, _ in samples]),
            f"{max(run.peak_mib for run, _ in samples):.0f}", spread([gap for _, gap in samples])]
