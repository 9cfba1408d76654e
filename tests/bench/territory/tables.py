"""Tables of the benchmark: medians, Markdown, and their place in docs/benchmarks.md."""
import dataclasses
import os
import pathlib
import statistics
import time


@dataclasses.dataclass
class Table:
    """What one figure shows."""

    header: list
    rows: list  # lists of texts
    floors: list  # (what has to be reached, whether it was)
    notes: list = dataclasses.field(default_factory=list)
    commands: list = dataclasses.field(default_factory=list)


def median_worst(values, digits=2, worst=max):
    """Two texts: the median and the worst of some values."""
    values = list(values)
    return [f"{statistics.median(values):.{digits}f}", f"{worst(values):.{digits}f}"]


def spread(values, digits=2, worst=max):
    """The median with the worst in brackets, as one text."""
    middle, last = median_worst(values, digits, worst)
    return f"{middle} ({last})"


def markdown(table):
    """A Table as Markdown; numbers stand to the right."""
    lines = ["| " + " | ".join(table.header) + " |"]
    lines.append("|" + "|".join(["---"] + ["---:"] * (len(table.header) - 1)) + "|")
    lines += ["| " + " | ".join(map(str, row)) + " |" for row in table.rows]
    if table.floors:
        lines += ["", *[f"- {'Reached' if reached else 'Not reached'}: {text}." for text, reached in table.floors]]
    if table.notes:
        lines += ["", " ".join(table.notes)]
    if table.commands:
        lines += ["", "```", *table.commands, "```"]
    return "\n".join(lines)


def cpu_model():
    try:
        for line in pathlib.Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                return line.split(":", 1)[1].strip()
    except OSError:
        pass
    return "an unknown processor"


def memory_gib():
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30


def provenance(version, seeds):
    """One sentence: when, with what and on which machine a table was measured."""
    cores = len(os.sched_getaffinity(0))
    date = time.strftime("%Y-%m-%d", time.gmtime())
    load = os.getloadavg()[0]
    named = "seed" if len(seeds) == 1 else "seeds"
    return (f"Measured on {date} with {version}, {named} {', '.join(map(str, seeds))}, on {cores} cores of "
            f"{cpu_model()} with {memory_gib():.0f} GiB; the machine's load was {load:.1f} at the end.")


def markers(figure):
    return f"<!-- figure {figure} -->", f"<!-- end of figure {figure} -->"


def replaced(page, figure, text):
    """The page with what stands between a figure's markers replaced; ValueError where it has none."""
    begin, end = markers(figure)
    before, found, rest = page.partition(begin)
    _, closed, after = rest.partition(end)
    if not found or not closed:
        raise ValueError(f"docs/benchmarks.md has no place for figure {figure}: {begin} ... {end}")
    return f"{before}{begin}\n{text}\n{end}{after}"
