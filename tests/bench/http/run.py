#!/usr/bin/env python3
"""tools/dev bench http: the server beside a bare Boost.Beast server, under wrk; and thousands of event streams.

    tools/dev bench http [--seconds N] [--threads N] [--streams N] [--rounds N] [--write]

Each round measures the bare server and ours one after the other, so that what else the machine does hits both; the ratio is the
median over the rounds. --write puts the figures into docs/benchmarks.md.
"""
import argparse
import pathlib
import re
import statistics
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[3]
PAGE = ROOT / "docs" / "benchmarks.md"
UNITS = {"us": 1e-3, "ms": 1.0, "s": 1e3, "m": 6e4}
RATIO_MIN, P99_MS_MAX, STREAMS_MIB_MAX, BROADCAST_MS_MAX = 0.60, 10.0, 300, 500


class Program:
    """A server of http_bench; its first line is its port, and it ends with its input."""

    def __init__(self, *arguments):
        binaries = sorted((ROOT / "build" / "release").rglob("http_bench"))
        self.process = subprocess.Popen([binaries[0], *map(str, arguments)], stdin=subprocess.PIPE,
                                        stdout=subprocess.PIPE, text=True)

    def line(self):
        return self.process.stdout.readline().strip()

    def resident_mib(self):
        text = pathlib.Path(f"/proc/{self.process.pid}/status").read_text()
        return int(re.search(r"VmRSS:\s+(\d+) kB", text).group(1)) / 1024

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.stdin.close()
        self.process.wait(timeout=30)


def wrk(port, path, connections, seconds):
    """(requests a second, p99 in milliseconds, failures)"""
    command = ["wrk", "-t2", f"-c{connections}", f"-d{seconds}s", "--latency", "-H", "Cookie: bailiwick_session=bench",
               f"http://127.0.0.1:{port}{path}"]
    text = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    rate = float(re.search(r"Requests/sec:\s+([\d.]+)", text).group(1))
    value, unit = re.search(r"99%\s+([\d.]+)(us|ms|s|m)", text).groups()
    failed = re.search(r"Non-2xx or 3xx responses: (\d+)", text)
    errors = re.search(r"Socket errors: connect (\d+), read (\d+), write (\d+), timeout (\d+)", text)
    failures = (int(failed.group(1)) if failed else 0) + (sum(map(int, errors.groups())) if errors else 0)
    return rate, float(value) * UNITS[unit], failures


def measure_requests(options):
    rows = {64: [], 256: []}
    for _ in range(options.rounds):
        for connections, found in rows.items():
            with Program("bare", options.threads) as bare:
                bare_rate, bare_p99, _ = wrk(bare.line(), "/", connections, options.seconds)
            with Program("server", options.threads) as ours:
                rate, p99, failures = wrk(ours.line(), "/api/v1/hello/world", connections, options.seconds)
            found.append((bare_rate, bare_p99, rate, p99, failures))
            print(f"{connections} connections: bare {bare_rate:,.0f}/s p99 {bare_p99:.2f} ms, "
                  f"ours {rate:,.0f}/s p99 {p99:.2f} ms, ratio {rate / bare_rate:.2f}, {failures} failures", flush=True)
    return rows


def measure_streams(options):
    with Program("server", options.threads) as server:
        port = server.line()
        before = server.resident_mib()
        with Program("streams", port, options.streams) as streams:
            if streams.line() != "open":
                sys.exit("The streams could not be opened.")
            seconds = [float(streams.line()) for _ in range(5)]
            after = server.resident_mib()
    print(f"{options.streams} streams: {after:.0f} MiB (without: {before:.0f}), broadcasts "
          + ", ".join(f"{1000 * one:.0f} ms" for one in seconds), flush=True)
    return before, after, seconds


def median(values):
    return statistics.median(values)


def report(rows, streams, options):
    lines = ["| connections | bare Beast, requests/s | Bailiwick, requests/s | ratio | bare p99 | Bailiwick p99 | failures |",
             "|---|---|---|---|---|---|---|"]
    for connections, found in rows.items():
        lines.append(f"| {connections} | {median(r[0] for r in found):,.0f} | {median(r[2] for r in found):,.0f} "
                     f"| {median(r[2] / r[0] for r in found):.2f} | {median(r[1] for r in found):.2f} ms "
                     f"| {median(r[3] for r in found):.2f} ms | {sum(r[4] for r in found)} |")
    before, after, seconds = streams
    lines += ["", f"{options.streams:,} event streams: {after:.0f} MiB resident ({before:.0f} MiB without them); a broadcast of "
              f"330 bytes reached the last of them after {1000 * median(seconds):.0f} ms (median of {len(seconds)}; worst "
              f"{1000 * max(seconds):.0f} ms)."]
    ratio = median(r[2] / r[0] for r in rows[64])
    p99 = median(r[3] for r in rows[256])
    lines += ["", f"Wanted: at least {RATIO_MIN:.0%} of the bare server at 64 connections: {'reached' if ratio >= RATIO_MIN else 'missed'}. "
              f"p99 below {P99_MS_MAX:.0f} ms at 256: {'reached' if p99 < P99_MS_MAX else 'missed'}. Streams below {STREAMS_MIB_MAX} MB: "
              f"{'reached' if after < STREAMS_MIB_MAX else 'missed'}; a broadcast within {BROADCAST_MS_MAX} ms: "
              f"{'reached' if 1000 * max(seconds) < BROADCAST_MS_MAX else 'missed'}."]
    return "\n".join(lines)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=int, default=5)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--streams", type=int, default=5000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    subprocess.run(["cmake", "--build", ROOT / "build" / "release", "--target", "http_bench"], check=True,
                   stdout=subprocess.DEVNULL)
    text = report(measure_requests(options), measure_streams(options), options)
    print(text)
    if options.write:
        page = PAGE.read_text()
        begin, end = "<!-- server figures -->", "<!-- end of server figures -->"
        head, rest = page.split(begin)
        PAGE.write_text(head + begin + "\n" + text + "\n" + end + rest.split(end)[1])


if __name__ == "__main__":
    main()
