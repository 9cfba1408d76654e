"""Runs every test program of a build, as many at once as there are processors, then every script of tests/manifest, one after
the other, and adds up what they say.

A GoogleTest program is counted by the report it writes; a script by its last line, "N passed, N failed, N skipped".
One that crashes, hangs or reports nothing counts as one failure. The last line printed has the totals.
"""
import concurrent.futures
import json
import os
import pathlib
import re
import shlex
import subprocess
import tempfile
import time

import builds

SECONDS_MAX = 1800
TOTALS = re.compile(r"^(\d+) passed, (\d+) failed(?:, (\d+) skipped)?$")


def run_command(command, root, env):
    """(exit code or None for a hang, output, seconds)."""
    start = time.monotonic()
    try:
        result = subprocess.run(command, cwd=root, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                                stdin=subprocess.DEVNULL, text=True, errors="replace", timeout=SECONDS_MAX, check=False)
        code, output = result.returncode, result.stdout
    except subprocess.TimeoutExpired as hang:
        code, output = None, (hang.stdout or b"").decode(errors="replace") + f"\nstopped after {SECONDS_MAX} s\n"
    except OSError as problem:
        code, output = 127, f"{problem}\n"
    return code, output, time.monotonic() - start


def count_report(path):
    """(passed, failed, skipped) of a GoogleTest JSON report."""
    report = json.loads(path.read_text(encoding="utf-8"))
    passed = failed = skipped = 0
    for suite in report["testsuites"]:
        for case in suite["testsuite"]:
            if case.get("failures"):
                failed += 1
            elif case.get("result") == "SKIPPED" or case.get("status") == "NOTRUN":
                skipped += 1
            else:
                passed += 1
    return passed, failed, skipped


def run_program(program, root, env):
    with tempfile.TemporaryDirectory() as folder:
        report = pathlib.Path(folder) / "report.json"
        command = [str(program), "--gtest_brief=1", f"--gtest_output=json:{report}"]
        code, output, seconds = run_command(command, root, env)
        try:
            counts = count_report(report)
        except (OSError, ValueError):
            counts = (0, 1, 0)
    return code, output, seconds, counts


def run_script(command, root, env):
    code, output, seconds = run_command(command, root, env)
    lines = output.strip().splitlines()
    match = TOTALS.match(lines[-1].strip()) if lines else None
    counts = tuple(int(number or 0) for number in match.groups()) if match else (0, 1, 0)
    return code, output, seconds, counts


def read_manifest(root, name):
    """The commands of tests/NAME, one a line; # opens a comment."""
    lines = (root / "tests" / name).read_text(encoding="utf-8").splitlines()
    return [shlex.split(line, comments=True) for line in lines if shlex.split(line, comments=True)]


def settle(code, counts):
    """A failing exit code is never less than one failure."""
    passed, failed, skipped = counts
    return (passed, max(failed, 1), skipped) if code != 0 else counts


def find_jobs(root, build, only, manifests):
    """(programs, scripts), each as (name, what runs it, what it is). The largest programs come first: they tend to take longest."""
    paths = [pathlib.Path(program) for program in (build / "tests.list").read_text(encoding="utf-8").split()]
    paths.sort(key=lambda path: path.stat().st_size if path.exists() else 0, reverse=True)
    programs = [(path.name, run_program, str(path)) for path in paths]
    scripts = [(" ".join(command), run_script, [str(root / command[0]), *command[1:]])
               for manifest in manifests for command in read_manifest(root, manifest)]

    def wanted(jobs):
        return [job for job in jobs if not only or any(word in job[0] for word in only)]
    return wanted(programs), wanted(scripts)


def tell(name, code, output, seconds, counts):
    passed, failed, skipped = counts = settle(code, counts)
    if failed:
        print(output, end="" if output.endswith("\n") else "\n")
    print(f"{'FAILED' if failed else 'ok':7}{name:32} {passed:5} passed {failed:3} failed {skipped:3} skipped"
          f" {seconds:7.1f} s", flush=True)
    for line in sorted({line for line in output.splitlines() if line.startswith("skipped: ")}):
        print(f"       {line}", flush=True)
    return counts


def run(root, build, only=(), manifests=("manifest",)):
    env = builds.environment(root, build.name)
    programs, scripts = find_jobs(root, build, only, manifests)
    totals = [0, 0, 0]
    for jobs, at_once in ((programs, os.cpu_count() or 1), (scripts, 1)):
        with concurrent.futures.ThreadPoolExecutor(at_once) as pool:
            running = {pool.submit(runner, what, root, env): name for name, runner, what in jobs}
            for done in concurrent.futures.as_completed(running):
                counts = tell(running[done], *done.result())
                totals = [total + count for total, count in zip(totals, counts)]
    if not programs and not scripts:
        print("No test matches.")
        return 1
    print("{} passed, {} failed, {} skipped".format(*totals), flush=True)
    return 1 if totals[1] else 0
