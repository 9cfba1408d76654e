#!/usr/bin/env python3
"""tools/dev bench http: the whole server (`bailiwick serve` on SQLite) beside a bare Boost.Beast server, under wrk; writes with and without
group commit; thousands of event streams; the time to be ready with a million rows; the sizes of what is shipped.

    tools/dev bench http [--seconds N] [--streams N] [--rounds N] [--rows N] [--folder DIR] [--write]

Each round measures the bare server and ours one after the other, so that what else the machine does hits both; the ratio is the
median over the rounds. The data lie in DIR (usually build/bench/http): its disk is what durable writes wait for. --write puts the
figures into docs/benchmarks.md.
"""
import argparse
import contextlib
import gzip
import json
import os
import pathlib
import re
import shutil
import sqlite3
import statistics
import subprocess
import sys
import time
import urllib.request

ROOT = pathlib.Path(__file__).resolve().parents[3]
PAGE = ROOT / "docs" / "benchmarks.md"
RELEASE = ROOT / "build" / "release"
BAILIWICK = RELEASE / "src" / "main" / "bailiwick"
LUA = pathlib.Path(__file__).with_name("invite.lua")
UNITS = {"us": 1e-3, "ms": 1.0, "s": 1e3, "m": 6e4}
PASSWORD = "a-long-bench-password-7"
UNIT_ROWS = "unit,lon,lat,population\n" + "".join(f"u{i},{5 + i / 10},52,10\n" for i in range(8))


class Program:
    """A program of http_bench; its first line is its port, and it ends with its input."""

    def __init__(self, *arguments):
        self.process = subprocess.Popen([next(RELEASE.rglob("http_bench")), *map(str, arguments)], stdin=subprocess.PIPE,
                                        stdout=subprocess.PIPE, text=True)

    def line(self):
        return self.process.stdout.readline().strip()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.stdin.close()
        self.process.wait(timeout=30)


class Server:
    """`bailiwick serve` on a data folder; `seconds_to_ready` is from its start to the first 200 of /health/ready."""

    def __init__(self, data, *settings):
        flags = [word for one in ("server.port=0", "server.requests_a_minute=0", f"log.file={data}/log", *settings)
                 for word in ("--set", one)]
        began = time.monotonic()
        self.process = subprocess.Popen([BAILIWICK, "serve", "--data", data, *flags], stdout=subprocess.PIPE, text=True)
        self.port = self.process.stdout.readline().strip().rsplit(":", 1)[-1]
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/health/ready") as answer:
            answer.read()
        self.seconds_to_ready = time.monotonic() - began

    def resident_mib(self):
        text = pathlib.Path(f"/proc/{self.process.pid}/status").read_text(encoding="utf-8")
        return int(re.search(r"VmRSS:\s+(\d+) kB", text).group(1)) / 1024

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait(timeout=60)


def bailiwick(*words):
    done = subprocess.run([BAILIWICK, *words], capture_output=True, text=True, check=True,
                          env={**os.environ, "BAILIWICK_DEMO_PASSWORD": PASSWORD})
    return done.stdout


def install(folder):
    """A fresh data folder with the demonstration company; its administrator's token."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    units = folder / "units.csv"
    units.write_text(UNIT_ROWS, encoding="utf-8")
    data = folder / "data"
    bailiwick("demo", "--data", str(data), "--units", str(units), "--territories", "2", "--seconds", "1")
    token = json.loads(bailiwick("token", "add", "admin@demo.example", "--scopes", "people.read,people.manage,plans.read",
                                 "--data", str(data), "--json"))["secret"]
    finish_jobs(data)
    return str(data), token


def finish_jobs(data):
    """Lets a server end what the demonstration began (a design and its proof), which would share the processors with what is measured. The server's own
    jobs (is_internal) come again and again."""
    with Server(data), contextlib.closing(sqlite3.connect(f"{data}/bailiwick.db")) as file:
        while file.execute("SELECT COUNT(*) FROM job WHERE is_internal = 0 AND state IN ('queued', 'running')").fetchone()[0]:
            time.sleep(0.2)


def wrk(port, path, connections, seconds, *more, script=()):
    """(requests a second, p99 in milliseconds, failures)"""
    command = ["wrk", "-t2", f"-c{connections}", f"-d{seconds}s", "--latency", *more]
    text = subprocess.run([*command, f"http://127.0.0.1:{port}{path}", *script], capture_output=True, text=True, check=True).stdout
    rate = float(re.search(r"Requests/sec:\s+([\d.]+)", text).group(1))
    value, unit = re.search(r"99%\s+([\d.]+)(us|ms|s|m)", text).groups()
    failed = re.search(r"Non-2xx or 3xx responses: (\d+)", text)
    errors = re.search(r"Socket errors: connect (\d+), read (\d+), write (\d+), timeout (\d+)", text)
    failures = (int(failed.group(1)) if failed else 0) + (sum(map(int, errors.groups())) if errors else 0)
    return rate, float(value) * UNITS[unit], failures


def first_person(port, token):
    request = urllib.request.Request(f"http://127.0.0.1:{port}/api/v1/people", headers={"Authorization": f"Bearer {token}"})
    with urllib.request.urlopen(request) as answer:
        return json.load(answer)["items"][0]["id"]


def measure_reads(data, token, options):
    rows = {64: [], 256: []}
    for _ in range(options.rounds):
        for connections, found in rows.items():
            with Program("bare", 2) as bare:
                bare_rate, bare_p99, _ = wrk(bare.line(), "/", connections, options.seconds)
            with Server(data) as ours:
                path = f"/api/v1/people/{first_person(ours.port, token)}"
                rate, p99, failures = wrk(ours.port, path, connections, options.seconds, "-H", f"Authorization: Bearer {token}")
            found.append((bare_rate, bare_p99, rate, p99, failures))
            print(f"{connections} connections: bare {bare_rate:,.0f}/s p99 {bare_p99:.2f} ms, "
                  f"ours {rate:,.0f}/s p99 {p99:.2f} ms, ratio {rate / bare_rate:.2f}, {failures} failures", flush=True)
    return rows


def measure_writes(folder, options):
    rounds = []
    for _ in range(options.rounds):
        found = {}
        for commit in ("on", "off"):
            data, token = install(folder)
            with Server(data, f"database.group_commit={commit}") as ours:
                found[commit] = wrk(ours.port, "/api/v1/people", 64, options.seconds, "-s", str(LUA), script=("--", token))
            print(f"durable writes, group commit {commit}: {found[commit][0]:,.0f}/s, p99 {found[commit][1]:.1f} ms, "
                  f"{found[commit][2]} failures", flush=True)
        rounds.append(found)
    return rounds


def measure_streams(data, token, options):
    with Server(data) as server:
        before = server.resident_mib()
        with Program("streams", server.port, options.streams, token) as streams:
            if streams.line() != "open":
                sys.exit("The streams could not be opened.")
            seconds = [float(streams.line()) for _ in range(5)]
            after = server.resident_mib()
    print(f"{options.streams} streams: {after:.0f} MiB (without: {before:.0f}), "
          + ", ".join(f"{1000 * one:.0f} ms" for one in seconds), flush=True)
    return before, after, seconds


def measure_start(folder, options):
    """Ready with a database of many rows: events, which every stream begins with, written by SQL of the bench's own."""
    data, _ = install(folder)
    with contextlib.closing(sqlite3.connect(f"{data}/bailiwick.db")) as file:
        columns = [row[1] for row in file.execute("PRAGMA table_info(audit_entry)")]
        last = file.execute("SELECT MAX(number) FROM audit_entry").fetchone()[0]
        row = list(file.execute(f"SELECT {', '.join(columns)} FROM audit_entry WHERE number = ?", (last,)).fetchone())
        number = columns.index("number")
        rows = (row[:number] + [last + i] + row[number + 1:] for i in range(1, options.rows + 1))
        file.executemany(f"INSERT INTO audit_entry ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})", rows)
        file.commit()
    seconds = []
    for _ in range(5):
        with Server(data) as server:
            seconds.append(server.seconds_to_ready)
    print("ready after " + ", ".join(f"{1000 * one:.0f} ms" for one in seconds), flush=True)
    return seconds


def sizes():
    """(binary and assets in MB, first load in kB gzipped): what index.html names and what those load at once."""
    stripped = RELEASE / "bailiwick.stripped"
    subprocess.run(["strip", "-o", stripped, BAILIWICK], check=True)
    dist = ROOT / "web" / "dist"
    assets = sum(path.stat().st_size for path in dist.rglob("*") if path.is_file())
    manifest = json.loads((dist / ".vite" / "manifest.json").read_text(encoding="utf-8"))
    entry = next(one for one in manifest.values() if one.get("isEntry"))
    names, waiting = {"index.html"}, [entry]
    while waiting:
        chunk = waiting.pop()
        if chunk["file"] in names:
            continue
        names.update([chunk["file"], *chunk.get("css", [])])
        waiting += [manifest[name] for name in chunk.get("imports", [])]
    first = sum(len(gzip.compress((dist / name).read_bytes(), 9)) for name in names)
    total = (stripped.stat().st_size + assets) / 1e6
    stripped.unlink()
    print(f"binary and assets {total:.1f} MB, first load {first / 1000:.0f} kB gzipped", flush=True)
    return total, first / 1000


def median(values):
    return statistics.median(values)


def verdict(text, is_reached):
    return f"{text}: {'reached' if is_reached else 'missed'}."


def report(reads, writes, streams, starts, size):
    lines = ["| connections | bare Beast, requests/s | Bailiwick, requests/s | ratio | bare p99 | Bailiwick p99 | failures |",
             "|---|---|---|---|---|---|---|"]
    for connections, found in reads.items():
        lines.append(f"| {connections} | {median(r[0] for r in found):,.0f} | {median(r[2] for r in found):,.0f} "
                     f"| {median(r[2] / r[0] for r in found):.2f} | {median(r[1] for r in found):.2f} ms "
                     f"| {median(r[3] for r in found):.2f} ms | {sum(r[4] for r in found)} |")
    before, after, seconds = streams
    ratio = median(r[2] / r[0] for r in reads[64])
    p99 = median(r[3] for r in reads[256])
    writes_a_second, write_p99 = (median(one["on"][i] for one in writes) for i in (0, 1))
    write_failures = sum(one[commit][2] for one in writes for commit in ("on", "off"))
    gain = median(one["on"][0] / one["off"][0] for one in writes)
    start = 1000 * median(starts)
    lines += ["", "| figure | measured | wanted |", "|---|---|---|",
              f"| authenticated read of a person from SQLite, 64 connections | {ratio:.0%} of the bare server "
              f"| {verdict('at least 60%', ratio >= 0.6)} |",
              f"| its p99 at 256 connections | {p99:.1f} ms | {verdict('below 10 ms', p99 < 10)} |",
              f"| durable invitations/s, 64 connections, group commit | {writes_a_second:,.0f} (p99 {write_p99:.0f} ms, "
              f"{write_failures} failures) | {verdict('at least 6,000', writes_a_second >= 6000)} |",
              f"| the same, a commit each | {median(one['off'][0] for one in writes):,.0f}, so group commit brings {gain:.1f} times "
              f"| {verdict('at least 4 times', gain >= 4)} |",
              f"| event streams open at once | {after:.0f} MiB resident ({before:.0f} without them) "
              f"| {verdict('below 300 MB', after * 1.048576 < 300)} |",
              f"| from an invitation's request until the last stream has heard of it | {1000 * median(seconds):.0f} ms, worst "
              f"{1000 * max(seconds):.0f} ms | {verdict('below 500 ms', max(seconds) < 0.5)} |",
              f"| from start to ready, a million rows | {start:.0f} ms | {verdict('below 300 ms', start < 300)} |",
              f"| binary (stripped) and assets | {size[0]:.1f} MB | {verdict('below 40 MB', size[0] < 40)} |",
              f"| first load of the app, gzipped | {size[1]:.0f} kB | {verdict('below 350 kB', size[1] < 350)} |"]
    return "\n".join(lines)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=int, default=5)
    parser.add_argument("--streams", type=int, default=5000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--folder", type=pathlib.Path, default=ROOT / "build" / "bench" / "http")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    subprocess.run(["cmake", "--build", RELEASE, "--target", "http_bench", "bailiwick"], check=True, stdout=subprocess.DEVNULL)
    data, token = install(options.folder / "reads")
    reads = measure_reads(data, token, options)
    streams = measure_streams(data, token, options)
    writes = measure_writes(options.folder / "writes", options)
    text = report(reads, writes, streams, measure_start(options.folder / "start", options), sizes())
    print(text)
    if options.write:
        page = PAGE.read_text(encoding="utf-8")
        begin, end = "<!-- server figures -->", "<!-- end of server figures -->"
        head, rest = page.split(begin)
        PAGE.write_text(head + begin + "\n" + text + "\n" + end + rest.split(end)[1], encoding="utf-8")


if __name__ == "__main__":
    main()
