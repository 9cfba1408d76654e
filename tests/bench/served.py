"""What benchmarks of a running server share: the demonstration company, served, and one connection to it."""
import gzip
import http.client
import importlib.util
import json
import pathlib
import statistics
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
BAILIWICK = ROOT / "build" / "release" / "src" / "main" / "bailiwick"
UNITS = ROOT / "build" / "demo" / "us_zip" / "units.csv"
PASSWORD = "quiet marmot ladder 7"


class Connection:
    """A kept connection to a served company, signed in as one of its people."""

    def __init__(self, port, person="planner"):
        self.connection = http.client.HTTPConnection("127.0.0.1", port)
        self.headers = {"Content-Type": "application/json", "Accept-Encoding": "gzip"}
        body, headers = self.send("POST", "/session", {"email": f"{person}@demo.example", "password": PASSWORD})
        self.headers["Cookie"] = "; ".join(value.split(";")[0] for name, value in headers if name.lower() == "set-cookie")
        self.headers["X-CSRF-Token"] = json.loads(body)["csrf_token"]

    def send(self, method, path, body=None):
        self.connection.request(method, f"/api/v1{path}", json.dumps(body) if body is not None else None, self.headers)
        answer = self.connection.getresponse()
        raw = answer.read()
        self.bytes = len(raw)
        text = gzip.decompress(raw) if answer.getheader("Content-Encoding") == "gzip" else raw
        if answer.status >= 300:
            sys.exit(f"{method} {path} was answered with {answer.status}: {text.decode()[:500]}")
        return text, answer.getheaders()

    def call(self, method, path, body=None):
        """What is answered; None where that is nothing."""
        text, _ = self.send(method, path, body)
        return json.loads(text) if text else None

    def finished(self, job, seconds=600):
        """The job once it has ended."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            now = self.call("GET", f"/jobs/{job['id']}")
            if now["state"] not in ("queued", "running"):
                return now
            time.sleep(0.02)
        sys.exit(f"The job {job['id']} did not end in {seconds} s.")


class Server(Connection):
    """`bailiwick serve` on a demonstration company, and one connection to it."""

    def __init__(self, data):
        words = [word for one in ("server.port=0", "server.requests_a_minute=0", f"log.file={data}/log") for word in ("--set", one)]
        self.process = subprocess.Popen([BAILIWICK, "serve", "--data", data, *words], stdout=subprocess.PIPE, text=True)
        self.port = int(self.process.stdout.readline().strip().rsplit(":", 1)[-1])
        super().__init__(self.port)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait(timeout=60)


def make_demo(data, territories):
    if not UNITS.is_file():
        sys.exit(f"There is no {UNITS}; make it with tools/demo/units.")
    subprocess.run([BAILIWICK, "demo", "--data", data, "--units", UNITS, "--territories", str(territories), "--balance",
                    "population=5%", "--seconds", "5"], check=True, stdout=subprocess.DEVNULL,
                   env={"BAILIWICK_DEMO_PASSWORD": PASSWORD, "PATH": "/usr/bin:/bin"})


def wait_for_plan(server):
    while True:
        plan = server.call("GET", "/plans")["items"][0]
        if plan["territory_count"]:
            return plan
        time.sleep(0.5)


def wait_for_quiet(server):
    """Until nothing is worked at: proofs and counts begin with the demonstration, and take a processor for minutes."""
    while any(server.call("GET", f"/jobs?state={state}")["items"] for state in ("queued", "running")):
        time.sleep(1)


def write_accounts(path, count):
    """The accounts of the benchmark of imports."""
    spec = importlib.util.spec_from_file_location("bench_import", ROOT / "tests" / "bench" / "import" / "run.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    module.write_accounts(path, count)


def timed(work):
    began = time.perf_counter()
    work()
    return 1_000 * (time.perf_counter() - began)


def told(name, times, more=""):
    times = sorted(times)
    p95 = times[min(len(times) - 1, round(0.95 * len(times)))]
    print(f"{name:<44} p50 {statistics.median(times):8.1f} ms   p95 {p95:8.1f} ms   {more}", flush=True)
