#!/usr/bin/env python3
"""tools/dev bench books: what becomes of the books of accounts when plans change, with a million accounts stored: two plans compared by accounts, an activation
that moves a hundred thousand of them while others read, its rollback, and kill -9 in the middle of activations.

    tools/dev bench books [--accounts N] [--territories N] [--kills N] [--folder DIR] [--keep]

`--keep` leaves the folder, and begins with what an earlier run left. Needs build/demo/us_zip/units.csv (`tools/demo/units`).
"""
import argparse
import datetime
import pathlib
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import threading
import time

ROOT = pathlib.Path(__file__).resolve().parents[3]
sys.path.insert(0, str(ROOT / "tests" / "bench"))
from served import BAILIWICK, Connection, Server, make_demo, timed, told, wait_for_plan, write_accounts  # noqa: E402

ADDRESS = "planner@demo.example"
DAY = "2027-01-01"


def install(folder, options):
    data = folder / "data"
    if data.is_dir() and options.keep:
        return data
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    make_demo(data, options.territories)
    write_accounts(folder / "accounts.csv", options.accounts)
    with Server(data) as server:
        wait_for_plan(server)
    took = timed(lambda: subprocess.run([BAILIWICK, "import", folder / "accounts.csv", "--object", "accounts", "--as", ADDRESS, "--data", data],
                                        check=True, stdout=subprocess.DEVNULL))
    print(f"{options.accounts:,} accounts brought in: {took / 1_000:.0f} s", flush=True)
    return data


def approve(server, plan):
    server.call("POST", f"/plans/{plan}/state", {"to": "in_review"})
    admin = Connection(server.port, "admin")
    steps = admin.call("GET", f"/plans/{plan}/approvals")["steps"]
    if not steps:
        admin.call("POST", f"/plans/{plan}/state", {"to": "approved"})
    # The last step is the highest: whoever decides it approves along what lies below.
    else:
        admin.call("POST", f"/plans/{plan}/approvals", {"territory": steps[-1]["territory"]["id"], "decision": "approve", "reason": "bench"})


def activate(server, plan):
    return server.call("POST", f"/plans/{plan}/activation", {"valid_from": DAY, "country": "US"})["job"]


def scenario_of(server, plan, share, rng):
    """A scenario in which that share of all units goes to the next territory."""
    board = server.call("GET", f"/plans/{plan['id']}/board")
    units = server.call("GET", f"/datasets/{plan['dataset']}/units")["units"]
    made = server.call("POST", f"/plans/{plan['id']}/scenarios", {"name": "Next"})
    moves = {}
    for u in rng.sample(range(len(units)), round(share * len(units))):
        moves.setdefault((board["territory_of"][u] + 1) % len(board["territories"]), []).append(units[u])
    server.call("POST", f"/plans/{made['id']}/changes", {"revision": 0, "moves": [{"to": to, "units": them} for to, them in moves.items()]})
    return made["id"]


class Reader(threading.Thread):
    """Somebody who reads the list of accounts while others write."""

    def __init__(self, server):
        super().__init__()
        self.connection, self.times, self.is_done = Connection(server.port, "admin"), [], threading.Event()

    def run(self):
        while not self.is_done.is_set():
            self.times.append(timed(lambda: self.connection.call("GET", "/accounts?limit=50")))
            time.sleep(0.01)

    def ended(self):
        self.is_done.set()
        self.join()
        return self.times


def measured(server, name, ask):
    reader = Reader(server)
    reader.start()
    began = time.monotonic()
    done = server.finished(ask())
    took = time.monotonic() - began
    times = reader.ended()
    if done["state"] != "succeeded":
        sys.exit(f"{name}: {done}")
    told(f"{name}: {took:.1f} s; reading meanwhile", times, f"worst {max(times):.0f} ms of {len(times)}")


def measure(server, options, rng):
    first = wait_for_plan(server)
    if first["state"] == "in_review":
        server.call("POST", f"/plans/{first['id']}/state", {"to": "draft", "reason": "bench"})
    accounts = Connection(server.port, "admin")
    told("reading the list of accounts, alone", [timed(lambda: accounts.call("GET", "/accounts?limit=50")) for _ in range(100)])
    approve(server, first["id"])
    measured(server, "activation, all accounts placed", lambda: activate(server, first["id"]))
    second = scenario_of(server, first, 0.24, rng)
    told("compared by units", [timed(lambda: server.call("GET", f"/plans/{first['id']}/diff?with={second}")) for _ in range(5)])
    path = f"/plans/{first['id']}/diff/accounts?with={second}&country=US"
    told("compared by accounts and people", [timed(lambda: server.call("GET", path)) for _ in range(10)])
    approve(server, second)
    measured(server, "activation, a quarter moves", lambda: activate(server, second))
    made = server.call("GET", f"/plans/{second}/activations")["items"][0]
    print(f"    {made['accounts']:,} accounts in another territory, {made['tasks']} tasks", flush=True)
    measured(server, "rollback", lambda: server.call("POST", f"/plans/{second}/rollback", {"reason": "bench"})["job"])
    return first["id"], second


def book(data):
    """How many accounts each territory has, by the alignment of that day."""
    with sqlite3.connect(f"file:{data}/bailiwick.db?mode=ro", uri=True) as database:
        day = (datetime.date.fromisoformat(DAY) - datetime.date(1970, 1, 1)).days
        return dict(database.execute(
            "SELECT territory_id, COUNT(*) FROM account_alignment WHERE superseded_revision IS NULL AND valid_from <= ? AND (valid_to IS NULL OR "
            "valid_to > ?) GROUP BY 1", (day, day)))


def kill_in_the_middle(data, plans, options, rng):
    """kill -9 at any moment of an activation: afterwards the old plan and its books are there, or the new one and its books."""
    first, second = plans
    olds = news = 0
    for _ in range(options.kills):
        with Server(data) as server:
            old = book(data)
            activate(server, second)
            time.sleep(rng.uniform(0.0, options.moment))
            server.process.send_signal(signal.SIGKILL)
            server.process.wait()
        with Server(data) as server:
            state = server.call("GET", f"/plans/{second}")["state"]
            is_old = book(data) == old
            if is_old != (state == "approved"):
                sys.exit(f"a mixture: the plan is {state} and the books are {'old' if is_old else 'new'}")
            olds, news = olds + is_old, news + (not is_old)
            for job in server.call("GET", "/jobs?limit=5")["items"]:
                if job["kind"] == "planning.activate" and job["state"] in ("queued", "running"):
                    server.finished(job)
            if server.call("GET", f"/plans/{second}")["state"] == "active":
                server.finished(server.call("POST", f"/plans/{second}/rollback", {"reason": "bench"})["job"])
            if server.call("GET", f"/plans/{first}")["state"] != "active" or book(data) != old:
                sys.exit("rolled back, the books are not as they were")
    print(f"{options.kills} times killed: {olds} times the old plan, {news} times the new one, never a mixture", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--accounts", type=int, default=1_000_000)
    parser.add_argument("--territories", type=int, default=500)
    parser.add_argument("--kills", type=int, default=5)
    parser.add_argument("--moment", type=float, default=10.0, help="kills within that many seconds")
    parser.add_argument("--folder", type=pathlib.Path, default=ROOT / "build" / "bench" / "books")
    parser.add_argument("--keep", action="store_true")
    options = parser.parse_args()
    rng = random.Random(7)
    data = install(options.folder, options)
    with Server(data) as server:
        plans = measure(server, options, rng)
    kill_in_the_middle(data, plans, options, rng)
    if not options.keep:
        shutil.rmtree(options.folder)


if __name__ == "__main__":
    main()
