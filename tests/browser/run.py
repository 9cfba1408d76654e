#!/usr/bin/env python3
"""The browser tests: the built app in Debian's Chromium, driven by playwright-core. See harness.mjs.

Builds web/dist first when it is out of date. Skipped, with the reason, where Chromium or npm is missing. Words given
select tests whose name contains one of them. The last line is "N passed, N failed, N skipped".

Usually the app talks to the fake server of web/test/fake, which shows every state fast. With --server URL a smaller set runs
against a real server that has the demo company; its people's password is BAILIWICK_DEMO_PASSWORD or --password.
"""
import argparse
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


def arguments():
    parser = argparse.ArgumentParser(description="The browser tests.")
    parser.add_argument("words", nargs="*", help="only tests whose name contains one of them")
    parser.add_argument("--server", metavar="URL", help="a running server with the demo company")
    parser.add_argument("--password", help="of the demo company's people; else BAILIWICK_DEMO_PASSWORD")
    return parser.parse_args()


def environment(options, chromium):
    variables = {**os.environ, "CHROMIUM": chromium}
    variables.pop("BAILIWICK_SERVER", None)
    if options.server:
        variables["BAILIWICK_SERVER"] = options.server.rstrip("/")
    if options.password:
        variables["BAILIWICK_DEMO_PASSWORD"] = options.password
    return variables


def main():
    options = arguments()
    chromium = shutil.which("chromium-headless-shell")
    if not chromium:
        return skip("no chromium-headless-shell; tools/install test")
    try:
        if web.build(ROOT) != 0:
            print("web/dist could not be built")
            print("0 passed, 1 failed, 0 skipped")
            return 1
        node = web.node(ROOT)
    except web.Missing as reason:
        return skip(str(reason))
    suite = pathlib.Path(__file__).with_name("suite.mjs")
    return subprocess.run([node, str(suite), *options.words], cwd=ROOT, env=environment(options, chromium), check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
