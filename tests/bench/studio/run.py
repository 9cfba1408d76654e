#!/usr/bin/env python3
"""tools/dev bench studio: a plan of the ZIP codes of the United States changed over HTTP: what the map weighs, how long a change takes to be judged and
written, a comparison, the optimiser on a part, and a front of plans to choose from.

    tools/dev bench studio [--territories N] [--changes N] [--folder DIR]

Times are of the whole request over a kept loopback connection, and beside each stands the same connection's GET of one plan's head, so that what else the machine
does can be told. Changes move a unit to a territory next to it, and back. Needs build/demo/us_zip/units.csv (`tools/demo/units`).
"""
import argparse
import pathlib
import random
import shutil
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parents[3]
sys.path.insert(0, str(ROOT / "tests" / "bench"))
from served import Server, make_demo, timed, told, wait_for_plan  # noqa: E402


def neighbours_of(columns, board, places, rng, count):
    """Moves across a border: a unit and the territory of the nearest unit of another one."""
    lon, lat, of = columns["lon"], columns["lat"], board["territory_of"]
    order = sorted(places, key=lambda u: (round(lat[u], 1), lon[u]))
    moves = [(a, of[b]) for a, b in zip(order, order[1:]) if of[a] != of[b] and abs(lon[a] - lon[b]) < 0.2]
    return rng.sample(moves, min(count, len(moves)))


def measure_changes(server, path, columns, board, moves):
    ids = columns["units"]
    heads, previews, changes = [], [], []
    revision = board["revision"]
    for unit, to in moves:
        body = {"revision": revision, "moves": [{"to": to, "units": [ids[unit]]}]}
        heads.append(timed(lambda: server.call("GET", path)))
        previews.append(timed(lambda: server.call("POST", f"{path}/changes/preview", body)))
        answer = {}
        changes.append(timed(lambda: answer.update(server.call("POST", f"{path}/changes", body))))
        revision = answer["revision"]
    told("head of a plan, for comparison", heads)
    told("preview of a move", previews)
    told("a move, judged and written", changes)


def measure_part(server, path, part, seconds):
    """The time from asking to an offer that can be looked at."""
    def once():
        asked = server.call("POST", f"{path}/optimisations", {"territories": part, "seconds": seconds})
        while True:
            offer.update(server.call("GET", f"{path}/offers/{asked['offer']['id']}"))
            if offer["state"] == "open":
                return
            time.sleep(0.01)
    offer = {}
    told(f"{len(part)} territories optimised, {seconds} s asked", [timed(once) for _ in range(9)],
         f"{offer['units_moved']} units would move, rms {offer['before']['rms_km']:.2f} -> {offer['after']['rms_km']:.2f} km")


def measure_front(server, path, seconds):
    """When the first, the second and the last plan of a front can be looked at."""
    began = time.perf_counter()
    job = server.call("POST", f"{path}/fronts", {"seconds": seconds})["job"]
    seen = []
    while True:
        ended = server.call("GET", f"/jobs/{job['id']}")["state"] not in ("queued", "running")
        front = server.call("GET", f"{path}/fronts/{job['id']}")
        seen += [time.perf_counter() - began] * (len(front["points"]) - len(seen))
        if ended:
            break
        time.sleep(0.05)
    print(f"front, {seconds} s asked: {len(seen)} plans, the first after {seen[0]:.1f} s, the second {seen[1]:.1f} s, the last {seen[-1]:.1f} s", flush=True)
    for point in front["points"]:
        gives = point["gives"]
        print(f"  {gives['travel_km']:8.2f} km   {100 * gives['deviation']:6.2f}% off   {100 * gives['moved']:5.1f}% moved   {'on the front' if point['is_on_front'] else ''}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--territories", type=int, default=500)
    parser.add_argument("--changes", type=int, default=100)
    parser.add_argument("--folder", type=pathlib.Path, default=ROOT / "build" / "bench" / "studio")
    options = parser.parse_args()
    data = options.folder / "data"
    shutil.rmtree(data, ignore_errors=True)
    options.folder.mkdir(parents=True, exist_ok=True)
    make_demo(data, options.territories)
    rng = random.Random(7)
    with Server(data) as server:
        plan = wait_for_plan(server)
        path, dataset = f"/plans/{plan['id']}", f"/datasets/{plan['dataset']}"
        first = timed(lambda: server.send("GET", f"{dataset}/map"))
        map_kb = server.bytes / 1_000
        told("map of the units, made and kept", [timed(lambda: server.send("GET", f"{dataset}/map")) for _ in range(5)],
             f"{map_kb:,.0f} kB gzipped; {first:,.0f} ms the first time")
        columns = {}
        told("units and measures", [timed(lambda: columns.update(server.call("GET", f"{dataset}/units"))) for _ in range(3)],
             f"{server.bytes / 1_000:,.0f} kB gzipped")
        board = {}
        first = timed(lambda: board.update(server.call("GET", f"{path}/board")))
        told("board", [timed(lambda: server.call("GET", f"{path}/board")) for _ in range(5)],
             f"{server.bytes / 1_000:,.0f} kB gzipped; {first:,.0f} ms the first time")
        places = range(len(columns["units"]))
        measure_changes(server, path, columns, board, neighbours_of(columns, board, places, rng, options.changes))
        scenario = server.call("POST", f"{path}/scenarios", {"name": "Compared"})
        some = {}
        for unit, to in neighbours_of(columns, board, places, rng, 2_000):
            some.setdefault(to, []).append(columns["units"][unit])
        server.call("POST", f"/plans/{scenario['id']}/changes",
                    {"revision": 0, "moves": [{"to": to, "units": units} for to, units in some.items()]})
        told("comparison of two plans", [timed(lambda: server.call("GET", f"{path}/diff?with={scenario['id']}")) for _ in range(5)],
             f"{sum(map(len, some.values()))} units moved")
        middle = board["territories"][options.territories // 2]["centre"]
        part = sorted(board["territories"], key=lambda t: abs(t["centre"]["lon"] - middle["lon"]) + abs(t["centre"]["lat"] - middle["lat"]))
        for seconds in (0.2, 0.5):
            measure_part(server, path, [t["index"] for t in part[:10]], seconds)
        measure_front(server, path, 30)


if __name__ == "__main__":
    main()
