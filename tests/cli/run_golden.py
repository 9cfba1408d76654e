#!/usr/bin/env python3
"""Runs the command line as a shell does and compares what it says with golden files.

  run_golden.py [--program PROGRAM] [--update] [NAME ...]      PROGRAM is $BAILIWICK_BIN where it is not given

Each cases/NAME.case is a text file:

  # what the case shows                   comments stay as they are
  $ bailiwick check plan.csv ...          a command for bash; PROGRAM is called bailiwick
  > a line of standard output
  ! a line of standard error
  ? 3                                     the exit code, where it is not 0

Commands run in order in one empty folder with $IN naming inputs/. Paths, times and figures that depend on the machine's
speed are made alike before they are compared. --update writes what was said into the files. The last line printed is
`N passed, N failed, N skipped`; the exit code is 1 where a case failed. `skip-unless: command` skips a case where the
command fails. Standard library only.
"""
import argparse
import difflib
import os
import pathlib
import re
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
TIMEOUT_S = 120
ALIKE = [
    (re.compile(r"^(  time +).*$", re.M), r"\1<time>"),
    (re.compile(r'("(?:read|solve|bound|total)": )[0-9.e+-]+'), r"\1<time>"),
    (re.compile(r"^[0-9]+ s  \w+ .*\n", re.M), ""),
]


def alike(text, folder):
    text = text.replace(str(folder), "$TMP").replace(str(HERE / "inputs"), "$IN")
    for pattern, replacement in ALIKE:
        text = pattern.sub(replacement, text)
    return text


def run_command(command, program, folder):
    environment = dict(os.environ, IN=str(HERE / "inputs"), LC_ALL="C.UTF-8", PROGRAM=str(program))
    script = 'bailiwick() { "$PROGRAM" "$@"; }; export -f bailiwick\n' + command
    done = subprocess.run(["bash", "-c", script], cwd=folder, env=environment, capture_output=True, timeout=TIMEOUT_S)
    lines = ["$ " + command]
    for mark, data in ((">", done.stdout), ("!", done.stderr)):
        text = alike(data.decode("utf-8", "replace"), folder)
        lines += [f"{mark} {line}".rstrip() for line in text.splitlines()]
    if done.returncode != 0:
        lines.append(f"? {done.returncode}")
    return lines


def run_case(path, program):
    """What the case's file would be if everything it says were right; None where it is to be skipped."""
    actual = []
    with tempfile.TemporaryDirectory(prefix="bailiwick_cli_") as folder:
        folder = pathlib.Path(folder).resolve()
        for line in path.read_text().splitlines():
            if line.startswith("skip-unless: "):
                actual.append(line)
                if subprocess.run(["bash", "-c", line.split(": ", 1)[1]], capture_output=True).returncode != 0:
                    return None
            elif line.startswith("$ "):
                actual += run_command(line[2:], program, folder)
            elif line.startswith("#") or not line:
                actual.append(line)
    return "\n".join(actual).rstrip() + "\n"


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--program", type=pathlib.Path, default=os.environ.get("BAILIWICK_BIN"))
    parser.add_argument("--update", action="store_true")
    parser.add_argument("names", nargs="*")
    options = parser.parse_args()
    if not options.program:
        parser.error("say which program: --program PROGRAM or BAILIWICK_BIN")
    program = pathlib.Path(options.program).resolve()
    counts = {"passed": 0, "failed": 0, "skipped": 0}
    for path in sorted((HERE / "cases").glob("*.case")):
        if options.names and path.stem not in options.names:
            continue
        try:
            actual = run_case(path, program)
        except subprocess.TimeoutExpired:
            actual = f"# a command took longer than {TIMEOUT_S} s\n"
        if actual is None:
            counts["skipped"] += 1
            continue
        if options.update:
            path.write_text(actual)
        expected = path.read_text()
        if actual == expected:
            counts["passed"] += 1
            continue
        counts["failed"] += 1
        print(f"FAILED {path.stem}")
        sys.stdout.writelines(difflib.unified_diff(expected.splitlines(True), actual.splitlines(True),
                                                   "golden", "said", n=2))
    print(", ".join(f"{count} {word}" for word, count in counts.items()))
    return 1 if counts["failed"] else 0


if __name__ == "__main__":
    sys.exit(main())
