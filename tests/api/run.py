#!/usr/bin/env python3
"""The OpenAPI document by a public validator: the sample that the tests of platform/http keep, and the program's own.

The validator is npm's @seriousme/openapi-schema-validator, pinned in package-lock.json and kept under build/. Skipped where npm cannot be
used. The program's document comes from `bailiwick openapi`, where the program has that command.
"""
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[1]
TOOLS = ROOT / "build" / "api_tests"


def install():
    """Whether the validator is there."""
    if not shutil.which("npm"):
        return False
    TOOLS.mkdir(parents=True, exist_ok=True)
    lock = (HERE / "package-lock.json").read_bytes()
    mark = TOOLS / "installed.lock"
    if mark.exists() and mark.read_bytes() == lock:
        return True
    for name in ("package.json", "package-lock.json"):
        shutil.copy(HERE / name, TOOLS / name)
    done = subprocess.run(["npm", "ci", "--no-audit", "--no-fund"], cwd=TOOLS, capture_output=True, check=False)
    if done.returncode == 0:
        mark.write_bytes(lock)
    return done.returncode == 0


def own_document(folder):
    """The file with the program's own document, or None."""
    program = os.environ.get("BAILIWICK_BIN")
    if not program:
        return None
    done = subprocess.run([program, "openapi"], capture_output=True, check=False)
    if done.returncode != 0 or not done.stdout.startswith(b"{"):
        return None
    file = pathlib.Path(folder) / "bailiwick.json"
    file.write_bytes(done.stdout)
    return file


def main():
    if not install():
        print("The validator cannot be installed: no npm, or no registry.")
        print("0 passed, 0 failed, 2 skipped")
        return 0
    with tempfile.TemporaryDirectory() as folder:
        files = [HERE / "sample_openapi.json", own_document(folder)]
        passed = failed = skipped = 0
        for file in files:
            if file is None:
                skipped += 1
                continue
            done = subprocess.run(["node", HERE / "check_openapi.mjs", file], cwd=TOOLS, check=False)
            passed += done.returncode == 0
            failed += done.returncode != 0
    print(f"{passed} passed, {failed} failed, {skipped} skipped")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
