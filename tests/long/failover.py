#!/usr/bin/env python3
"""Three PostgreSQL nodes on loopback, many companies on two of them, two servers and two workers; in the middle one worker and one node, which
has a replica, are killed. Every job ends with one result, and whatever was acknowledged is there.

The first node has a replica, watched by pg_auto_failover, which promotes it. Writers repeat what was not acknowledged under the
same Idempotency-Key, at either server, as clients do. Run by `./test --long`; skipped where pg_auto_failover is missing.
"""
import concurrent.futures
import json
import os
import pathlib
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request

BAILIWICK = os.environ.get("BAILIWICK_BIN", "")
PROGRAMS = pathlib.Path("/usr/lib/postgresql/15/bin")
USER = "postgres"
COMPANIES = 8
PLANS = 6
PASSWORD = "a-long-test-password-7"
UNITS = "unit,lon,lat,population\n" + "".join(f"u{i},{5 + i / 10},52,10\n" for i in range(8))
# A failover takes some ten seconds; the rest is for a slow machine.
PATIENCE_SECONDS = 180


def missing():
    if not shutil.which("pg_autoctl") or not (PROGRAMS / "initdb").exists():
        return "no pg_auto_failover; tools/install long"
    try:
        pwd.getpwnam(USER)
    except KeyError:
        return f"no user {USER}"
    return None


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


class World:
    """The processes of the test and their folder; all are ended with it."""

    def __init__(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="bailiwick_failover_"))
        shutil.chown(self.folder, USER)
        self.processes = []

    def start(self, name, *command, user=None, **more):
        log = open(self.folder / f"{name}.log", "ab")
        environment = {**os.environ, "PATH": f"{PROGRAMS}:{os.environ['PATH']}", "HOME": str(self.folder)}
        process = subprocess.Popen([str(word) for word in command], stderr=log, user=user, cwd=self.folder, env=environment,
                                   start_new_session=True, **{"stdout": log, **more})
        self.processes.append(process)
        return process

    def run_as_postgres(self, *command):
        environment = {**os.environ, "PATH": f"{PROGRAMS}:{os.environ['PATH']}", "HOME": str(self.folder)}
        return subprocess.run([str(word) for word in command], user=USER, cwd=self.folder, env=environment, check=True,
                              capture_output=True, text=True).stdout

    def close(self):
        for process in reversed(self.processes):
            kill(process)
        shutil.rmtree(self.folder, ignore_errors=True)


def kill(process):
    """The process and all it started, at once."""
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except ProcessLookupError:
        pass
    process.wait()


def wait_until(what, is_true, seconds=PATIENCE_SECONDS):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if is_true():
            return
        time.sleep(0.3)
    raise AssertionError(f"did not happen within {seconds} s: {what}")


def query(world, port, database, sql):
    return world.run_as_postgres(PROGRAMS / "psql", "-h", "127.0.0.1", "-p", port, "-U", USER, "-d", database, "-tA", "-c", sql).strip()


def answers(world, port):
    try:
        return query(world, port, "postgres", "SELECT 1") == "1"
    except subprocess.CalledProcessError:
        return False


class Databases:
    """The monitor, the first node with its replica, the second node."""

    def __init__(self, world):
        self.world = world
        self.monitor_port, self.ports, self.second_port = free_port(), [free_port(), free_port()], free_port()
        self.nodes = []

    def auto(self, name, port, *more):
        return self.world.start(name, "pg_autoctl", "create", *more, "--pgdata", self.world.folder / name, "--pgport", port, "--hostname",
                                "127.0.0.1", "--auth", "trust", "--no-ssl", "--run", user=USER)

    def start(self):
        world = self.world
        self.auto("monitor", self.monitor_port, "monitor")
        wait_until("the monitor", lambda: answers(world, self.monitor_port))
        for setting in ("health_check_period = 500", "health_check_timeout = 1000", "health_check_retry_delay = 500",
                        "node_considered_unhealthy_timeout = 4000", "primary_demote_timeout = 4000"):
            name, value = setting.split(" = ")
            query(world, self.monitor_port, "postgres", f"ALTER SYSTEM SET pgautofailover.{name} = {value}")
        query(world, self.monitor_port, "postgres", "SELECT pg_reload_conf()")
        monitor = f"postgres://autoctl_node@127.0.0.1:{self.monitor_port}/pg_auto_failover?sslmode=disable"
        for index, port in enumerate(self.ports):
            self.nodes.append(self.auto(f"node{index}", port, "postgres", "--monitor", monitor))
            wait_until(f"node {index}", lambda port=port: answers(world, port))
        wait_until("the replica to be in step", lambda: "secondary" in self.states())
        folder = world.folder / "second"
        world.run_as_postgres(PROGRAMS / "initdb", "-D", folder, "-A", "trust", "-U", USER)
        world.start("second", PROGRAMS / "postgres", "-D", folder, "-p", self.second_port, "-c", "listen_addresses=127.0.0.1", "-k",
                    world.folder, user=USER)
        wait_until("the second node", lambda: answers(world, self.second_port))
        for port in (self.ports[0], self.second_port):
            query(world, port, "postgres", "CREATE DATABASE bailiwick")

    def states(self):
        return query(self.world, self.monitor_port, "pg_auto_failover", "SELECT string_agg(reportedstate::text, ',') FROM pgautofailover.node")

    @property
    def first(self):
        return (f"postgresql://{USER}@127.0.0.1:{self.ports[0]},127.0.0.1:{self.ports[1]}/bailiwick"
                "?target_session_attrs=read-write&connect_timeout=3")

    @property
    def second(self):
        return f"postgresql://{USER}@127.0.0.1:{self.second_port}/bailiwick"

    def primary_port(self):
        for port in self.ports:
            if answers(self.world, port) and query(self.world, port, "postgres", "SELECT pg_is_in_recovery()") == "f":
                return port
        return None


class Bailiwick:
    def __init__(self, world, location):
        self.world = world
        self.settings = ["--data", world.folder / "data", "--set", f"database.location={location}", "--set",
                         "server.requests_a_minute=0"]

    def command(self, *words, environment=None):
        done = subprocess.run([str(word) for word in (BAILIWICK, *words, *self.settings)], capture_output=True, text=True, check=False,
                              env={**os.environ, **(environment or {})})
        assert done.returncode == 0, f"{words}: {done.stderr}"
        return done.stdout

    def serve(self, name):
        process = self.world.start(name, BAILIWICK, "serve", *self.settings, "--set", "server.port=0", "--set", "jobs.threads=0",
                                   stdout=subprocess.PIPE)
        return process.stdout.readline().decode().strip().rsplit(" ", 1)[-1]

    def work(self, name):
        """A worker that is at work."""
        process = self.world.start(name, BAILIWICK, "worker", *self.settings, "--set", "jobs.threads=2")
        log = self.world.folder / f"{name}.log"
        wait_until(f"{name} to be ready", lambda: '"ready"' in log.read_text(encoding="utf-8"))
        return process


class Client:
    """A company's administrator, who goes to the other server when one does not answer."""

    def __init__(self, servers, email, token):
        self.servers, self.email, self.token, self.turn = servers, email, token, 0

    def ask(self, method, path, body=None, headers=None):
        """(status, JSON); status 0 where nobody answered."""
        self.turn += 1
        data = body if isinstance(body, bytes) or body is None else json.dumps(body).encode()
        request = urllib.request.Request(self.servers[self.turn % len(self.servers)] + path, data=data, method=method, headers={
            "Authorization": f"Bearer {self.token}", "Content-Type": "application/json", **(headers or {})})
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:
                return answer.status, json.loads(answer.read() or b"null")
        except urllib.error.HTTPError as refused:
            return refused.code, None
        except (OSError, ValueError):
            return 0, None

    def insist(self, method, path, body=None, headers=None):
        """Until it is acknowledged; what will never be is an error."""
        end = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < end:
            status, answer = self.ask(method, path, body, headers)
            if 200 <= status < 300:
                return answer
            assert status in (0, 409, 429, 500, 502, 503, 504), f"{method} {path}: {status}"
            time.sleep(0.3)
        raise AssertionError(f"{method} {path} was never acknowledged")


def write_plans(client):
    """Uploads the units and asks for plans; the ids that were acknowledged."""
    dataset = client.insist("POST", "/api/v1/datasets?name=Units", UNITS.encode(), {"Content-Type": "text/csv"})["id"]
    plans = []
    for number in range(PLANS):
        body = {"name": f"Plan {number}", "dataset": dataset, "territories": 2, "balance": [{"measure": "population", "tolerance": 0.1}],
                "seconds": 1}
        made = client.insist("POST", "/api/v1/plans", body, {"Idempotency-Key": f"{client.email}-{number:04}"})
        plans.append(made["plan"]["id"])
        time.sleep(0.5)
    return plans


def make_companies(bailiwick, databases):
    clients = []
    bailiwick.command("cluster", "init", "first")
    bailiwick.command("cluster", "add-node", "second", databases.second)
    for number in range(COMPANIES):
        email = f"admin{number}@example.com"
        made = json.loads(bailiwick.command("user", "add", email, "--name", f"Admin {number}", "--company", f"Company {number}", "--json",
                                            environment={"BAILIWICK_PASSWORD": PASSWORD}))
        token = json.loads(bailiwick.command("token", "add", email, "--scopes", "plans.read,plans.manage,jobs.read,audit.read", "--json"))
        if number % 2 == 1:
            bailiwick.command("cluster", "move-tenant", made["tenant"], "second")
        clients.append((email, token["secret"]))
    return clients


def judge(client, plans):
    """Each acknowledged plan is there once, with a design and a proof made once; the audit log is whole."""
    listed = client.insist("GET", "/api/v1/plans?limit=200")["items"]
    ids = [plan["id"] for plan in listed]
    assert sorted(ids) == sorted(plans), f"{client.email}: acknowledged {len(plans)} plans, found {len(ids)}"
    jobs = client.insist("GET", "/api/v1/jobs?limit=200")["items"]
    assert len(jobs) == 2 * len(plans), f"{client.email}: {len(jobs)} jobs for {len(plans)} plans"
    assert all(job["state"] == "succeeded" for job in jobs), [job["state"] for job in jobs]
    for plan in plans:
        told = client.insist("GET", f"/api/v1/audit?action=plan.designed&subject={plan}")["items"]
        assert len(told) == 1, f"{plan} was designed {len(told)} times"
    assert client.insist("GET", "/api/v1/audit/verification")["is_intact"]


def all_done(client, plans):
    status, answer = client.ask("GET", "/api/v1/jobs?limit=200")
    return status == 200 and len(answer["items"]) == 2 * len(plans) and all(
        job["state"] in ("succeeded", "failed", "cancelled") for job in answer["items"])


def story(world):
    databases = Databases(world)
    databases.start()
    bailiwick = Bailiwick(world, databases.first)
    bailiwick.command("migrate")
    accounts = make_companies(bailiwick, databases)
    servers = [bailiwick.serve("server0"), bailiwick.serve("server1")]
    workers = [bailiwick.work("worker0"), bailiwick.work("worker1")]
    clients = [Client(servers, *account) for account in accounts]
    with concurrent.futures.ThreadPoolExecutor(COMPANIES) as pool:
        written = [pool.submit(write_plans, client) for client in clients]
        time.sleep(3)
        print("A worker is killed, and the first node.", flush=True)
        kill(workers[0])
        killed_at = time.monotonic()
        kill(databases.nodes[0])
        wait_until("the replica to be promoted", lambda: databases.primary_port() == databases.ports[1])
        print(f"The replica was promoted after {time.monotonic() - killed_at:.1f} s.", flush=True)
        plans = [one.result() for one in written]
    for client, ids in zip(clients, plans):
        wait_until(f"the jobs of {client.email}", lambda client=client, ids=ids: all_done(client, ids))
        judge(client, ids)
    print(f"{sum(map(len, plans))} plans of {COMPANIES} companies, {2 * sum(map(len, plans))} jobs: each once, none lost.", flush=True)


def main():
    why = missing()
    if why:
        print(f"skipped: the failover test: {why}")
        print("0 passed, 0 failed, 1 skipped")
        return 0
    # Whoever ends this test ends all it started.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    world = World()
    try:
        story(world)
    except (AssertionError, subprocess.CalledProcessError) as fault:
        print(f"FAILED: {fault}")
        for log in sorted(world.folder.glob("*.log")):
            print(f"--- {log.name}")
            print("\n".join(log.read_text(encoding="utf-8", errors="replace").splitlines()[-15:]))
        print("0 passed, 1 failed, 0 skipped")
        return 1
    finally:
        world.close()
    print("1 passed, 0 failed, 0 skipped")
    return 0


if __name__ == "__main__":
    sys.exit(main())
