#!/usr/bin/env python3
"""The browser tests: the built app in Debian's Chromium, driven by playwright-core. See harness.mjs.

Builds web/dist first when it is out of date. Skipped, with the reason, where Chromium or npm is missing. Words given
select tests whose name contains one of them. The last line is "N passed, N failed, N skipped".
"""
import os
import pathlib
import shutil
import subprocess
import sys

sys.dont_write_bytecode = True
ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT / "tools" / "lib"))
import web  # noqa: E402


def skip(reason):
    print(f"skipped: the browser tests: {reason}")
    print("0 passed, 0 failed, 1 skipped")
    return 0


def main():
    chromium = shutil.which("chromium")
    if not chromium:
        return skip("no chromium; tools/install test")
    try:
        if web.build(ROOT) != 0:
            print("web/dist could not be built")
            print("0 passed, 1 failed, 0 skipped")
            return 1
        node = web.node(ROOT)
    except web.Missing as reason:
        return skip(str(reason))
    environment = {**os.environ, "CHROMIUM": chromium}
    suite = pathlib.Path(__file__).with_name("suite.mjs")
    return subprocess.run([node, str(suite), *sys.argv[1:]], cwd=ROOT, env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
