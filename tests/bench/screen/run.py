#!/usr/bin/env python3
"""tools/dev bench screen: what a planner waits for in the browser, with a plan of the ZIP codes of the United States: the first maps beside a map
without anything on it, all units coloured anew, and changes from the click to the new figures and to the new picture.

    tools/dev bench screen [--territories N] [--rounds N] [--changes N] [--folder DIR]

Headless Chromium draws in software, on the processors that also serve. Each opening of a page begins with an empty cache. Changes move a unit to a territory
beside it. Needs build/demo/us_zip/units.csv (`tools/demo/units`).
"""
import argparse
import json
import os
import pathlib
import random
import shutil
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[3]
sys.path.insert(0, str(ROOT / "tests" / "bench"))
sys.path.insert(0, str(ROOT / "tools" / "lib"))
import web  # noqa: E402
from served import PASSWORD, Server, make_demo, wait_for_plan, wait_for_quiet  # noqa: E402


def units_at_borders(server, plan, rng, count):
    """Codes of units whose next in a row of latitude is of another territory."""
    columns = server.call("GET", f"/datasets/{plan['dataset']}/units")
    of = server.call("GET", f"/plans/{plan['id']}/board")["territory_of"]
    lon, lat = columns["lon"], columns["lat"]
    order = sorted(range(len(of)), key=lambda u: (round(lat[u], 1), lon[u]))
    return rng.sample([columns["units"][a] for a, b in zip(order, order[1:]) if of[a] != of[b] and abs(lon[a] - lon[b]) < 0.2], count)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--territories", type=int, default=500)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--changes", type=int, default=40)
    parser.add_argument("--folder", type=pathlib.Path, default=ROOT / "build" / "bench" / "screen")
    options = parser.parse_args()
    chromium = shutil.which("chromium-headless-shell") or sys.exit("There is no chromium-headless-shell: tools/install test.")
    data = options.folder / "data"
    shutil.rmtree(options.folder, ignore_errors=True)
    options.folder.mkdir(parents=True)
    make_demo(data, options.territories)
    with Server(data) as server:
        plan = wait_for_plan(server)
        wait_for_quiet(server)
        asked = {"plan": plan["id"], "rounds": options.rounds, "codes": units_at_borders(server, plan, random.Random(7), options.changes)}
        done = subprocess.run([web.node(ROOT), pathlib.Path(__file__).with_name("screen.mjs"), json.dumps(asked)], cwd=ROOT, check=False,
                              env={**os.environ, "CHROMIUM": chromium, "BAILIWICK_SERVER": f"http://127.0.0.1:{server.port}", "BAILIWICK_DEMO_PASSWORD": PASSWORD})
    shutil.rmtree(options.folder)
    sys.exit(done.returncode)


if __name__ == "__main__":
    main()
