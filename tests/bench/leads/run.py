#!/usr/bin/env python3
"""tools/dev bench leads: one lead end to end by the API, over a kept connection, with a million accounts stored: posted, routed by rules, protection, turns,
capacity and working hours, and written, against the same lead posted while routing is off.

    tools/dev bench leads [--rows N] [--leads N] [--folder DIR] [--keep]

Half of the leads come from an account that is there (by the domain of their address), half from none. Leads with routing on and off take turns, a hundred
of each, so that what else the machine does hits both. Every lead is durable (synchronous=FULL) when it is answered. Beside them the disk alone: as many bytes
as the commit of a lead has, put over a file that is there and made durable.
"""
import argparse
import contextlib
import http.client
import json
import os
import pathlib
import random
import re
import shutil
import sqlite3
import statistics
import subprocess
import sys
import time
import urllib.request

ROOT = pathlib.Path(__file__).resolve().parents[3]
sys.path.insert(0, str(ROOT / "tests" / "bench"))
from served import write_accounts  # noqa: E402

BAILIWICK = ROOT / "build" / "release" / "src" / "main" / "bailiwick"
PASSWORD = "quiet marmot ladder 7"
ADDRESS = "admin@example.com"
SCOPES = "people.read,people.manage,crm.read,crm.write,territories.read,territories.manage,plans.read,plans.manage,jobs.read"
TERRITORIES = 40
PEOPLE = 3  # of a territory
BLOCK = 100
COMMIT_BYTES = 47 * 4_120  # pages of a lead in the log, each with its header
LOG_BYTES = 32 << 20  # as large as the log becomes


def bailiwick(*words, text=None):
    done = subprocess.run([BAILIWICK, *map(str, words)], input=text, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        sys.exit(f"bailiwick {words[0]} ended with {done.returncode}: {done.stderr.strip() or done.stdout.strip()}")
    return done.stdout


class Server:
    """`bailiwick serve`, and one connection to it that is kept."""

    def __init__(self, data, token):
        words = [word for one in ("server.port=0", "server.requests_a_minute=0", f"log.file={data}/log") for word in ("--set", one)]
        self.process = subprocess.Popen([BAILIWICK, "serve", "--data", data, *words], stdout=subprocess.PIPE, text=True)
        self.port = int(self.process.stdout.readline().strip().rsplit(":", 1)[-1])
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/health/ready") as answer:
            answer.read()
        self.connection = http.client.HTTPConnection("127.0.0.1", self.port)
        self.headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}

    def call(self, method, path, body=None, headers=None):
        self.connection.request(method, f"/api/v1{path}", json.dumps(body) if body is not None else None, {**self.headers, **(headers or {})})
        answer = self.connection.getresponse()
        text = answer.read()
        if answer.status >= 300:
            sys.exit(f"{method} {path} was answered with {answer.status}: {text.decode()}")
        return json.loads(text) if text else None

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait(timeout=60)


def people_of(server):
    """Active people with a role in sales; invitations are accepted as a browser does it."""
    people = []
    for number in range(TERRITORIES * PEOPLE):
        made = server.call("POST", "/people", {"name": f"Rep {number}", "email": f"rep{number}@example.com", "roles": ["rep"], "locale": "en"})
        token = made["invitation_link"].split("token=")[1]
        request = urllib.request.Request(f"http://127.0.0.1:{server.port}/api/v1/invitation/accept", method="POST",
                                         data=json.dumps({"token": token, "password": PASSWORD, "locale": "en"}).encode(),
                                         headers={"Content-Type": "application/json"})
        with urllib.request.urlopen(request) as answer:
            answer.read()
        people.append(made["person"]["id"])
    return people


def territories_of(server, people, day):
    """Each with its people and a rule for its share of the postal codes."""
    for number in range(TERRITORIES):
        territory = server.call("POST", "/territories", {"name": f"Territory {number}", "valid_from": day})["id"]
        for place in range(PEOPLE):
            position = server.call("POST", "/positions", {"title": f"Seat {number} {place}", "kind": "rep"})["id"]
            server.call("POST", "/assignments", {"position": position, "person": people[number * PEOPLE + place], "valid_from": day})
            part = "owner" if place == 0 else "overlay"
            server.call("POST", "/assignments", {"territory": territory, "position": position, "part": part, "valid_from": day})
        codes = [f"{prefix:02d}*" for prefix in range(100) if prefix % TERRITORIES == number]
        server.call("POST", "/assignment-rules", {"territory": territory, "name": f"Codes {number}", "kind": "units", "units": codes})
    server.call("POST", "/assignment-rules/activate", {"valid_from": day})


def put_policy(server, is_on):
    days = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
    policy = {"is_on": is_on, "method": "round_robin", "capacity": 10_000, "has_overlays": True, "does_keep_own": True,
              "protect": "employees > 5000 && growth > 0.3", "minutes": 240, "is_late_reassigned": True, "zone": "Europe/Amsterdam",
              "hours": [{"day": day, "from": "00:00", "to": "24:00"} for day in days], "days_off": [], "people": []}
    server.call("PUT", "/lead-policy", policy, {"If-Match": "*"})


def wait_for_jobs(data):
    with contextlib.closing(sqlite3.connect(f"{data}/bailiwick.db")) as file:
        while file.execute("SELECT COUNT(*) FROM job WHERE kind = 'planning.assign' AND state IN ('queued', 'running')").fetchone()[0]:
            time.sleep(0.5)


class Disk:
    """What being durable costs without a database: a write over a file of the log's size, and fdatasync."""

    def __init__(self, folder):
        self.path = folder / "disk"
        self.path.write_bytes(bytes(LOG_BYTES))
        self.file = os.open(self.path, os.O_WRONLY)
        os.fsync(self.file)
        self.bytes = os.urandom(COMMIT_BYTES)
        self.place = 0

    def commit(self):
        began = time.perf_counter()
        os.pwrite(self.file, self.bytes, self.place)
        os.fdatasync(self.file)
        self.place = (self.place + COMMIT_BYTES) % (LOG_BYTES - COMMIT_BYTES)
        return time.perf_counter() - began

    def __enter__(self):
        return self

    def __exit__(self, *_):
        os.close(self.file)
        self.path.unlink()


def measure(server, sites, disk, options):
    rng = random.Random(11)
    seconds = {True: [], False: [], "disk": []}
    for number in range(0, options.leads, BLOCK):
        for is_on in (True, False):
            put_policy(server, is_on)
            for place in range(-1, BLOCK):
                site = rng.choice(sites) if place % 2 else f"nobody-{number}-{place}.example"
                lead = {"company": f"Lead {number} {place}", "email": f"someone@{site}", "postal_code": f"{rng.randint(501, 99950):05d}",
                        "country": "US", "industry": "Retail", "employees": rng.randint(1, 9_000)}
                began = time.perf_counter()
                server.call("POST", "/leads", lead)
                if place >= 0:  # the first reads the policy anew, which was changed for this block
                    seconds[is_on].append(time.perf_counter() - began)
        for _ in range(BLOCK):
            time.sleep(0.001)  # about what a lead takes besides
            seconds["disk"].append(disk.commit())
    return seconds


def told(name, seconds):
    cuts = statistics.quantiles([1_000 * one for one in seconds], n=1_000)
    print(f"{name:<14} p50 {cuts[499]:6.2f} ms   p99 {cuts[989]:6.2f} ms   p99.9 {cuts[998]:6.2f} ms   {len(seconds):,} times", flush=True)
    return cuts[499], cuts[989]


def install(folder, rows):
    shutil.rmtree(folder / "data", ignore_errors=True)
    folder.mkdir(parents=True, exist_ok=True)
    csv = folder / f"accounts-{rows}.csv"
    if not csv.is_file():
        write_accounts(csv, rows)
    data = folder / "data"
    bailiwick("user", "add", ADDRESS, "--data", data, "--name", "Admin", "--company", "Bench", text=f"{PASSWORD}\n")
    bailiwick("import", csv, "--object", "accounts", "--as", ADDRESS, "--data", data)
    token = json.loads(bailiwick("token", "add", ADDRESS, "--scopes", SCOPES, "--data", data, "--json"))["secret"]
    with csv.open(encoding="utf-8") as lines:
        sites = [re.search(r"https://www\.([^,/]+)", line).group(1) for number, line in enumerate(lines) if number % 97 == 1]
    return str(data), token, sites


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--leads", type=int, default=2_000)
    parser.add_argument("--folder", type=pathlib.Path, default=ROOT / "build" / "bench" / "leads")
    parser.add_argument("--keep", action="store_true", help="leave the database there")
    options = parser.parse_args()
    data, token, sites = install(options.folder, options.rows)
    with Server(data, token) as server:
        day = time.strftime("%Y-%m-%d", time.gmtime())
        territories_of(server, people_of(server), day)
        wait_for_jobs(data)
        server.connection.close()  # it rested for too long; the next request opens another
        with Disk(options.folder) as disk:
            seconds = measure(server, sites, disk, options)
    routed = told("routed", seconds[True])
    plain = told("not routed", seconds[False])
    disk = told("the disk alone", seconds["disk"])
    print(f"routed to not  p50 {routed[0] / plain[0]:6.2f}      p99 {routed[1] / plain[1]:6.2f}", flush=True)
    print(f"routed to disk p50 {routed[0] / disk[0]:6.2f}      p99 {routed[1] / disk[1]:6.2f}", flush=True)
    if not options.keep:
        shutil.rmtree(options.folder / "data", ignore_errors=True)


if __name__ == "__main__":
    main()
