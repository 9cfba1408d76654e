"""METIS side by side: units and edges as a METIS graph, gpmetis, and its partition as a plan."""
import csv

from command import Failure, run, tool


def read_units(path, measure):
    """(ids, amounts) of a CSV file of units whose first column is the id."""
    with open(path, encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file)
        pairs = [(row[rows.fieldnames[0]], int(float(row[measure] or 0))) for row in rows]
    return [unit for unit, _ in pairs], [amount for _, amount in pairs]


def read_edges(path, ids):
    """Neighbours of each unit by index, ascending, each once. A line that names no two units is a header."""
    index = {unit: number for number, unit in enumerate(ids)}
    neighbours = [set() for _ in ids]
    with open(path, encoding="utf-8", newline="") as file:
        for row in csv.reader(file):
            if len(row) < 2 or row[0] not in index or row[1] not in index or row[0] == row[1]:
                continue
            one, other = index[row[0]], index[row[1]]
            neighbours[one].add(other)
            neighbours[other].add(one)
    return [sorted(near) for near in neighbours]


def graph_text(neighbours, weights):
    """The METIS 5 graph file: `vertices edges 010`, then a line a vertex: its weight and its neighbours from 1."""
    edges = sum(map(len, neighbours)) // 2
    lines = [f"{len(neighbours)} {edges} 010"]
    lines += [" ".join(map(str, [weight, *(near + 1 for near in nears)])) for weight, nears in zip(weights, neighbours)]
    return "\n".join(lines) + "\n"


def plan_text(ids, partition):
    """gpmetis's partition file (a part a line) as a plan."""
    parts = partition.split()
    if len(parts) != len(ids):
        raise Failure(f"gpmetis gave {len(parts)} parts for {len(ids)} units")
    return "unit,territory\n" + "".join(f"{unit},{part}\n" for unit, part in zip(ids, parts))


class Metis:
    """The graph of one set of units, ready for gpmetis."""

    def __init__(self, folder, units, edges, measure):
        self.program = tool("gpmetis", "metis")
        self.folder = folder
        self.ids, weights = read_units(units, measure)
        self.graph = folder / "units.graph"
        self.graph.write_text(graph_text(read_edges(edges, self.ids), weights), encoding="utf-8")

    def partition(self, territories, seed):
        """(Run, path of the plan) of `gpmetis -contig -ufactor=20`."""
        output = self.folder / f"units.graph.part.{territories}"
        output.unlink(missing_ok=True)
        options = ["-contig", "-ufactor=20", f"-seed={seed}"]
        result = run([self.program, *options, self.graph, territories], self.folder)
        if result.code != 0 or not output.exists():
            raise Failure(f"gpmetis ended with {result.code}: {(result.output + result.errors)[-400:]}")
        plan = self.folder / f"plan-{seed}.csv"
        plan.write_text(plan_text(self.ids, output.read_text(encoding="utf-8")), encoding="utf-8")
        return result, plan
