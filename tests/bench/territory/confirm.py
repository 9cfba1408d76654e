"""Confirms plans with check_plan.py, which shares no code with the program that made them.

Every figure of a plan that the benchmark prints comes from here. It runs as a process of its own.
"""
import dataclasses
import re
import subprocess
import sys

from command import Failure, shared

LINE = re.compile(r"^(\w+)(?:\[([^\]]*)\])? (-?[\d.]+(?:e[+-]?\d+)?|nan|inf)$")
NEVER_ABSENT = ("units", "territories", "fragments", "cut_edges", "rms_km", "mean_km")


@dataclasses.dataclass
class Verdict:
    """What check_plan.py says of a plan."""

    deviations: dict  # measure -> worst deviation from the mean territory, in percent
    over: dict  # measure -> territories beyond the tolerance
    figures: dict  # fragments, rms_km, mean_km, inertia, gap_percent, ... as printed
    is_whole: bool  # no unit is missing or unknown

    @property
    def is_confirmed(self):
        """Every measure within its tolerance, every territory connected, every unit assigned."""
        return self.is_whole and not self.figures["fragments"] and not any(self.over.values())

    @property
    def missing(self):
        """Territories beyond a tolerance, summed over the measures."""
        return sum(self.over.values())


def parse(text):
    """check_plan.py's output as a Verdict; raises Failure where it did not come to its end."""
    deviations, over, figures = {}, {}, {}
    for line in text.splitlines():
        match = LINE.match(line)
        if not match:
            continue
        name, measure, value = match.group(1), match.group(2), float(match.group(3))
        if name == "max_deviation_percent":
            deviations[measure] = value
        elif name == "over_tolerance":
            over[measure] = int(value)
        else:
            figures[name] = value
    absent = [name for name in NEVER_ABSENT if name not in figures]
    if absent:
        raise Failure(f"check_plan.py did not say {', '.join(absent)}: {text[-400:]}")
    return Verdict(deviations, over, figures, not figures.get("missing_units") and not figures.get("unknown_units"))


def confirm(units, edges, plan, tolerances, published=None):
    """The Verdict on a plan. `tolerances` is measure -> percent, the weighing measure first."""
    script = shared("bench/territory/check_plan.py")
    verdict = None
    for tolerance in dict.fromkeys(tolerances.values()):  # the script takes one tolerance at a time
        measures = [measure for measure, percent in tolerances.items() if percent == tolerance]
        command = [sys.executable, "-B", script, units, edges, plan, "--tolerance", str(tolerance)]
        for measure in measures:
            command += ["--measure", measure]
        if published and verdict is None:
            command += ["--published", published]
        result = subprocess.run([str(part) for part in command], capture_output=True, text=True, check=False)
        one = parse(result.stdout + result.stderr)
        if (result.returncode == 0) != one.is_confirmed:
            raise Failure(f"check_plan.py ended with {result.returncode}, against its own figures: {result.stdout}")
        if verdict is None:
            verdict = one
        else:
            verdict.deviations.update(one.deviations)
            verdict.over.update(one.over)
    return verdict
