#!/usr/bin/env python3
"""measure.py RESULT COMMAND...: runs a command and writes its exit code, wall time and peak memory to RESULT as JSON.

A process of its own, and a small one: Linux counts the memory of the process that starts a command into the command's
own peak, so that a harness that holds a million units would be measured with it. Standard output and error of the
command pass through. Standard library only.
"""
import json
import os
import subprocess
import sys
import time


def main():
    start = time.monotonic()
    with subprocess.Popen(sys.argv[2:]) as process:
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.monotonic() - start
        process.returncode = os.waitstatus_to_exitcode(status)
    result = {"code": process.returncode, "seconds": seconds, "peak_bytes": usage.ru_maxrss * 1024}
    with open(sys.argv[1], "w", encoding="utf-8") as file:
        json.dump(result, file)


if __name__ == "__main__":
    main()
