#!/usr/bin/env python3
"""Faults that only a whole server can show: it is killed in the middle of 64 clients that write, twenty times; what it confirmed is there, once, and
a write that is repeated under its key answers as the first time. And a backup that was taken while clients wrote, restored elsewhere, equals the
copy row by row, as does one of a server at rest the database itself.

`--rounds N` kills it so many times. The last line is "N passed, N failed, N skipped".
"""
import argparse
import collections
import http.client
import json
import os
import pathlib
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time

BAILIWICK = os.environ.get("BAILIWICK_BIN", "")
WRITERS = 64
PASSWORD = "a-long-faults-password-7"
SCOPES = "territories.read,territories.manage"


def bailiwick(*words, code=0):
    done = subprocess.run([BAILIWICK, *map(str, words)], capture_output=True, text=True, check=False,
                          env={**os.environ, "BAILIWICK_PASSWORD": PASSWORD})
    if done.returncode != code:
        raise AssertionError(f"bailiwick {words[0]} ended with {done.returncode}: {done.stderr}{done.stdout}")
    return done.stdout


def install(data):
    """A fresh installation with one company; its administrator's token."""
    bailiwick("user", "add", "kim@example.com", "--name", "Kim", "--company", "Example", "--data", data)
    made = bailiwick("token", "add", "kim@example.com", "--scopes", SCOPES, "--data", data, "--json")
    return json.loads(made)["secret"]


class Server:
    """`bailiwick serve` on a data folder, until it is killed or stopped."""

    def __init__(self, data):
        flags = [word for one in ("server.port=0", "server.requests_a_minute=0", f"log.file={data}/log") for word in ("--set", one)]
        self.process = subprocess.Popen([BAILIWICK, "serve", "--data", data, *flags], stdout=subprocess.PIPE, text=True)
        line = self.process.stdout.readline()
        if not line.startswith("Bailiwick is at "):
            raise AssertionError(f"the server did not start: {line}")
        self.port = int(line.strip().rsplit(":", 1)[-1])

    def end(self, how):
        self.process.send_signal(how)
        self.process.wait(timeout=60)
        self.process.stdout.close()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.process.poll() is None:
            self.end(signal.SIGTERM)


class Client:
    """One connection that is kept; answers are (status, text)."""

    def __init__(self, port, token):
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        self.headers = {"Authorization": f"Bearer {token}"}

    def get(self, path):
        self.connection.request("GET", path, headers=self.headers)
        answer = self.connection.getresponse()
        return answer.status, answer.read().decode()

    def add(self, title):
        """A position of that title, whose key is made of it."""
        headers = {**self.headers, "Content-Type": "application/json", "Idempotency-Key": f"key of {title}"}
        self.connection.request("POST", "/api/v1/positions", body=json.dumps({"title": title, "kind": "rep"}), headers=headers)
        answer = self.connection.getresponse()
        return answer.status, answer.read().decode()


class Writers:
    """64 clients that write until the server is gone; what was confirmed, by title."""

    def __init__(self, port, token, mark):
        self.confirmed = {}
        self.refused = []
        self.is_over = threading.Event()
        self.has_begun = threading.Event()
        self.threads = [threading.Thread(target=self.write, args=(port, token, f"{mark}-{i}")) for i in range(WRITERS)]
        for thread in self.threads:
            thread.start()

    def write(self, port, token, mark):
        client = Client(port, token)
        count = 0
        while not self.is_over.is_set():
            count += 1
            title = f"seat {mark}-{count}"
            try:
                status, text = client.add(title)
            except (OSError, http.client.HTTPException):
                return
            if status != 201:
                self.refused.append((title, status, text))
                return
            self.confirmed[title] = text
            self.has_begun.set()

    def end(self):
        self.is_over.set()
        for thread in self.threads:
            thread.join()


def titles(client):
    status, text = client.get("/api/v1/positions")
    assert status == 200, text
    return collections.Counter(item["title"] for item in json.loads(text)["items"])


def kill_in_the_middle(folder, rounds):
    data = f"{folder}/killed"
    token = install(data)
    chance = random.Random(20261125)
    confirmed = {}
    for number in range(rounds):
        with Server(data) as server:
            writers = Writers(server.port, token, number)
            assert writers.has_begun.wait(60), "nothing was written"
            time.sleep(chance.uniform(0.02, 0.4))
            server.end(signal.SIGKILL)
            writers.end()
        assert not writers.refused, writers.refused[:3]
        confirmed |= writers.confirmed
        with Server(data) as server:
            client = Client(server.port, token)
            there = titles(client)
            missing = confirmed.keys() - there.keys()
            assert not missing, f"round {number}: {len(missing)} confirmed writes are gone: {sorted(missing)[:3]}"
            twice = [title for title, count in there.items() if count > 1]
            assert not twice, f"round {number}: {twice[:3]} are there more than once"
            for title in list(writers.confirmed)[-5:]:
                assert client.add(title) == (201, confirmed[title]), f"round {number}: {title} was not answered as the first time"
            assert titles(client) == there, f"round {number}: a repetition wrote again"
    bailiwick("audit", "verify", "--data", data)
    print(f"killed {rounds} times in the middle of {WRITERS} writers; {len(confirmed):,} writes were confirmed and are there, once")


def rows(file):
    """Every table's rows, in an order of their own."""
    database = sqlite3.connect(f"file:{file}?mode=ro", uri=True)
    names = [name for (name,) in database.execute("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")]
    found = {name: sorted(map(repr, database.execute(f'SELECT * FROM "{name}"'))) for name in names}
    database.close()
    return found


def same(ours, theirs):
    assert ours.keys() == theirs.keys(), ours.keys() ^ theirs.keys()
    for name, found in ours.items():
        assert found == theirs[name], f"the rows of {name} differ"
    return sum(map(len, ours.values()))


def restore_elsewhere(folder):
    data = f"{folder}/original"
    token = install(data)
    with Server(data) as server:
        writers = Writers(server.port, token, "busy")
        writers.has_begun.wait(60)
        time.sleep(0.3)
        bailiwick("backup", f"{folder}/busy", "--data", data)
        writers.end()
    bailiwick("backup", f"{folder}/rest", "--data", data)
    for name in ("busy", "rest"):
        bailiwick("restore", f"{folder}/{name}", "--data", f"{folder}/restored_{name}")
    busy = same(rows(f"{folder}/busy/bailiwick.db"), rows(f"{folder}/restored_busy/bailiwick.db"))
    rest = same(rows(f"{data}/bailiwick.db"), rows(f"{folder}/restored_rest/bailiwick.db"))
    assert busy > 0 and rest > 0
    shutil.copy(f"{data}/secret.key", f"{folder}/restored_rest/secret.key")
    bailiwick("audit", "verify", "--data", f"{folder}/restored_rest")
    with Server(f"{folder}/restored_rest") as server:
        client = Client(server.port, token)
        missing = writers.confirmed.keys() - titles(client).keys()
        assert not missing, f"{len(missing)} confirmed writes are not in the restored database"
    print(f"restored elsewhere: {busy:,} rows of a copy taken in the middle of writes, {rest:,} of one at rest, all equal")


def main():
    parser = argparse.ArgumentParser(description="Faults of a whole server.")
    parser.add_argument("--rounds", type=int, default=20)
    options = parser.parse_args()
    if not pathlib.Path(BAILIWICK).is_file():
        print("No executable at BAILIWICK_BIN.\n0 passed, 0 failed, 2 skipped")
        return 0
    passed = failed = 0
    for test in (lambda folder: kill_in_the_middle(folder, options.rounds), restore_elsewhere):
        with tempfile.TemporaryDirectory(prefix="bailiwick-faults-") as folder:
            try:
                test(folder)
                passed += 1
            except AssertionError as fault:
                print(f"FAILED: {fault}")
                failed += 1
    print(f"{passed} passed, {failed} failed, 0 skipped")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
