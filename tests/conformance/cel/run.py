#!/usr/bin/env python3
"""Runs CEL's own conformance tests (npm package @bufbuild/cel-spec), as far as they fall into the formula language.

  run.py [--update]

Counted are the tests of the subset (subset.py) that pass; those listed in differences.txt must differ still. What passes is
listed in passing.txt, what is outside is counted by feature in README.md; --update writes both. Skipped where npm or node cannot be used.
"""
import argparse
import collections
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[2]
sys.dont_write_bytecode = True
sys.path[:0] = [str(HERE), str(ROOT / "tests" / "bench" / "territory")]
from command import Skip  # noqa: E402
from packages import CEL_SPEC, package  # noqa: E402
from subset import Outside, adapt  # noqa: E402

PASSING = HERE / "passing.txt"
DIFFERENCES = HERE / "differences.txt"
README = HERE / "README.md"
REFUSED = re.compile(r"refused Q\d+$")  # agrees with a test that expects a failure
TABLE = re.compile(r"(?<=<!-- counted by run.py -->\n).*?(?=<!-- end -->)", re.DOTALL)


def read_tests():
    if not shutil.which("node"):
        raise Skip("no node to read the tests with")
    done = subprocess.run(["node", str(HERE / "dump.mjs"), str(package(CEL_SPEC))], capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise Skip(f"node could not read {CEL_SPEC}")
    return [json.loads(line) for line in done.stdout.split("\n") if line]


def sort_out(tests):
    """The tests of the subset, and how many need which feature."""
    inside, outside = [], collections.Counter()
    for test in tests:
        try:
            inside.append(adapt(test))
        except Outside as feature:
            outside[str(feature)] += 1
    return inside, outside


def judge(inside):
    """(id -> "" where the program agrees, else what it said; id -> rule of those that agree by being refused when checked)."""
    program = pathlib.Path(os.environ.get("BAILIWICK_BUILD", ROOT / "build" / "release")) / "tests" / "cel_conformance"
    if not program.exists():
        raise Skip(f"no {program.name}: tools/dev build")
    done = subprocess.run([program], input="\n".join(map(json.dumps, inside)), capture_output=True, text=True, check=True)
    said = dict(line.split("\t", 1) for line in done.stdout.split("\n") if line)
    refused = {name: text.split()[1] for name, text in said.items() if REFUSED.match(text)}
    return {name: "" if name in refused else text for name, text in said.items()}, refused


def read_differences():
    """id -> reason. A reason stands before its ids, after "#"."""
    reasons, reason = {}, ""
    for line in DIFFERENCES.read_text(encoding="utf-8").split("\n"):
        if line.startswith("# "):
            reason = line[2:]
        elif line.strip():
            reasons[line.strip()] = reason
    return reasons


def table(verdicts, refused, reasons, outside):
    passing = sum(not said for said in verdicts.values())
    by_reason = collections.Counter(reasons.get(name, "?") for name, said in verdicts.items() if said)
    rows = [f"| of {len(verdicts) + outside.total()} tests | |", "|---|---|", f"| in the subset | {len(verdicts)} |",
            f"| that pass | {passing} |",
            f"| of them: fail in CEL when evaluated, and are refused here when checked | {len(refused)} |"]
    rows += [f"| that differ: {reason} | {count} |" for reason, count in by_reason.most_common()]
    rows += [f"| outside: {feature} | {count} |" for feature, count in outside.most_common()]
    return "\n".join(rows) + "\n"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--update", action="store_true")
    options = parser.parse_args()
    try:
        inside, outside = sort_out(read_tests())
        verdicts, refused = judge(inside)
    except Skip as reason:
        print(f"Skipped: {reason}.")
        print("0 passed, 0 failed, 1 skipped")
        return 0
    reasons = read_differences()
    complaints = [f"{name} differs and is not listed: {said}" for name, said in verdicts.items() if said and name not in reasons]
    complaints += [f"{name} is listed as a difference and passes" for name in reasons if verdicts.get(name) == ""]
    complaints += [f"{name} is listed as a difference and is no test of the subset" for name in reasons if name not in verdicts]
    listed = "".join(f"{name} {refused.get(name, '')}".strip() + "\n" for name, said in verdicts.items() if not said)
    page = README.read_text(encoding="utf-8")
    new_page = TABLE.sub(lambda _: table(verdicts, refused, reasons, outside), page)
    if options.update:
        PASSING.write_text(listed, encoding="utf-8")
        README.write_text(new_page, encoding="utf-8")
    elif listed != PASSING.read_text(encoding="utf-8") or page != new_page:
        complaints.append("passing.txt or README.md does not say what was found: look at what changed, then run.py --update")
    print("\n".join(complaints), end="\n" if complaints else "")
    print(table(verdicts, refused, reasons, outside), end="")
    print(f"{sum(not said for said in verdicts.values())} passed, {len(complaints)} failed, 0 skipped")
    return 1 if complaints else 0


if __name__ == "__main__":
    sys.exit(main())
