#!/usr/bin/env python3
"""tools/dev bench import: a CSV file of a million accounts brought in by `bailiwick import`, all or nothing, against the same file read by
SQLite's own shell into one bare table with the indexes that an account has.

    tools/dev bench import [--rows N] [--folder DIR] [--keep]

The bare table is the bound for one that stores the rows at all: it checks nothing, finds no words and no duplicates. Both write to
DIR (usually build/bench/import) and are told as elapsed, user and system seconds, with the most memory held.
"""
import argparse
import pathlib
import random
import resource
import shutil
import sqlite3
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parents[3]
BAILIWICK = ROOT / "build" / "release" / "src" / "main" / "bailiwick"
ADDRESS = "planner@example.com"
COLUMNS = ("external_id", "name", "industry", "employees", "annual_revenue", "phone", "website", "street", "postal_code", "city",
           "country", "growth")
INDEXES = (("name", "id"), ("external_id",), ("updated", "id"), ("industry", "annual_revenue", "id"), ("annual_revenue", "id"),
           ("parent", "id"))
SYLLABLES = "ba co del fa gra hol ka lo mar ne or pro qui ra san tor".split()
INDUSTRIES = ["Food", "Health care", "Retail", "Transport", "Construction", "Hospitality", "Finance", "Energy", "Education",
              "Manufacturing"]
FORMS = ["Inc", "LLC", "Corp", "Ltd", "Group"]


def write_accounts(path, count):
    """Invented accounts from a fixed seed: names of two invented words, towns of one."""
    rng = random.Random(7)

    def word():
        return "".join(rng.choice(SYLLABLES) for _ in range(rng.randint(2, 3))).capitalize()

    towns = [word() for _ in range(5_000)]
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write(",".join(COLUMNS) + "\n")
        for i in range(count):
            name = f"{word()} {word()}"
            site = name.lower().replace(" ", "-")
            file.write(f"A{i:07d},{name} {rng.choice(FORMS)},{rng.choice(INDUSTRIES)},{int(10 ** rng.uniform(0.5, 4.5))},"
                       f"{int(10 ** rng.uniform(5, 9))}.00 USD,+1 {rng.randint(200, 989)} {rng.randint(200, 999)} {rng.randint(0, 9999):04d},"
                       f"https://www.{site}-{i}.example,{rng.randint(1, 9999)} {word()} St,{rng.randint(501, 99950):05d},"
                       f"{rng.choice(towns)},US,{rng.uniform(-0.2, 0.5):.4f}\n")


def measured(arguments, **options):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    began = time.monotonic()
    done = subprocess.run(list(map(str, arguments)), capture_output=True, text=True, check=False, **options)
    elapsed = time.monotonic() - began
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode != 0:
        sys.exit(f"{arguments[0]} ended with {done.returncode}: {done.stderr.strip() or done.stdout.strip()}")
    return {"elapsed": elapsed, "user": after.ru_utime - before.ru_utime, "system": after.ru_stime - before.ru_stime,
            "text": done.stdout}


def told(name, figures):
    print(f"{name:<34} {figures['elapsed']:7.1f} s elapsed {figures['user']:7.1f} s user {figures['system']:6.1f} s system", flush=True)


def bare_table(csv, folder):
    """What the shell's .import and one row at a time into every index take; the indexes are there beforehand, as in a database in use."""
    base = folder / "bare.db"
    base.unlink(missing_ok=True)
    with sqlite3.connect(base) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute(f"CREATE TABLE account (id INTEGER PRIMARY KEY, updated, parent, {', '.join(COLUMNS)})")
        for number, columns in enumerate(INDEXES):
            connection.execute(f"CREATE INDEX i{number} ON account ({', '.join(columns)})")
    script = (f".mode csv\nPRAGMA cache_size = -65536;\nCREATE TEMP TABLE t ({', '.join(COLUMNS)});\n.import --skip 1 '{csv}' t\n"
              f"INSERT INTO account ({', '.join(COLUMNS)}) SELECT * FROM t;\n")
    return measured(["sqlite3", base], input=script)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--folder", type=pathlib.Path, default=ROOT / "build" / "bench" / "import")
    parser.add_argument("--keep", action="store_true", help="leave the database there")
    options = parser.parse_args()
    folder = options.folder
    shutil.rmtree(folder / "data", ignore_errors=True)
    folder.mkdir(parents=True, exist_ok=True)
    csv = folder / f"accounts-{options.rows}.csv"
    if not csv.is_file():
        write_accounts(csv, options.rows)
    data = ["--data", folder / "data"]
    measured([BAILIWICK, "user", "add", ADDRESS, *data, "--name", "Planner", "--company", "Bench"], input="quiet marmot ladder 7\n")
    ours = measured([BAILIWICK, "import", csv, "--object", "accounts", "--as", ADDRESS, *data])
    told(f"bailiwick import, {options.rows:,} rows", ours)
    if shutil.which("sqlite3"):
        bare = bare_table(csv, folder)
        told("the sqlite3 shell, bare table", bare)
        print(f"ratio {ours['elapsed'] / bare['elapsed']:.1f}", flush=True)
    most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"at most {most:.0f} MiB", flush=True)
    if not options.keep:
        shutil.rmtree(folder / "data", ignore_errors=True)


if __name__ == "__main__":
    main()
