"""Running commands for the benchmark: the wall time and peak memory of each, and the reports of bailiwick.

A figure that cannot be measured here raises Skip with the reason; one that went wrong raises Failure.
"""
import dataclasses
import json
import pathlib
import shutil
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[2]
SHARED = ROOT.parent / "shared"
DATA = SHARED / "bench" / "territory"
DESIGN_DONE = (0, 1)  # a plan was written; with 1 it misses a demand, which the checker then says
QUICK_SHARE = 0.2


class Skip(Exception):
    """The figure cannot be measured on this machine; the message says what is missing."""


class Failure(Exception):
    """A command did not do what it should; the message says which and how."""


@dataclasses.dataclass
class Run:
    """A finished command."""

    code: int
    seconds: float  # wall time of the whole command
    peak_mib: float
    output: str
    errors: str

    @property
    def report(self):
        """Standard output as JSON."""
        try:
            return json.loads(self.output)
        except json.JSONDecodeError as error:
            raise Failure(f"no JSON was printed ({error}): {self.errors[-400:]}") from error


def run(arguments, folder):
    """Runs a command to its end; its files of standard output and error are kept in `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = [folder / name for name in ("measured.json", "stdout", "stderr")]
    paths[0].unlink(missing_ok=True)
    arguments = [str(argument) for argument in arguments]
    with open(paths[1], "wb") as output, open(paths[2], "wb") as errors:
        launcher = [sys.executable, "-I", "-S", "-B", str(HERE / "measure.py"), str(paths[0]), *arguments]
        subprocess.run(launcher, stdin=subprocess.DEVNULL, stdout=output, stderr=errors, check=False)
    texts = [path.read_text(encoding="utf-8", errors="replace") for path in paths[1:]]
    if not paths[0].exists():
        raise Failure(f"{arguments[0]} did not start: {texts[1][-400:]}")
    result = json.loads(paths[0].read_text(encoding="utf-8"))
    return Run(result["code"], result["seconds"], result["peak_bytes"] / 2**20, *texts)


@dataclasses.dataclass
class Bench:
    """What all figures share: the program, where to work, which seeds, and whether this is only a trial."""

    binary: pathlib.Path
    work: pathlib.Path
    seeds: list
    quick: bool = False
    commands: dict = dataclasses.field(default_factory=dict)

    def seconds(self, full):
        return max(0.2, full * QUICK_SHARE) if self.quick else full

    def count(self, full):
        return max(2, int(full * QUICK_SHARE)) if self.quick else full

    def bailiwick(self, command, options, folder):
        """Runs `bailiwick COMMAND --json`; for design, `folder`/plan holds what it wrote."""
        arguments = [self.binary, command, "--json", *options]
        if command == "design":
            arguments += ["--force", "--out", folder / "plan"]
            shutil.rmtree(folder / "plan", ignore_errors=True)
        return run(arguments, folder)

    def design(self, name, options, folder):
        """A design command that must give a plan. `name` is under which the command is shown."""
        self.commands.setdefault(name, shown(["bailiwick", "design", *options]))
        result = self.bailiwick("design", options, folder)
        if result.code not in DESIGN_DONE:
            raise Failure(f"{name}: exit code {result.code}: {(result.errors or result.output)[-400:].strip()}")
        return result

    def folder(self, *names):
        path = self.work.joinpath(*map(str, names))
        path.mkdir(parents=True, exist_ok=True)
        return path


def shown(arguments):
    """A command as a person would type it: files by their names alone."""
    texts = [argument.name if isinstance(argument, pathlib.Path) else str(argument) for argument in arguments]
    return " ".join(texts)


def seconds_text(seconds):
    return f"{seconds:.3f}".rstrip("0").rstrip(".")


def shared(path):
    """A file or folder of the shared data."""
    place = SHARED / path
    if not place.exists():
        raise Skip(f"no ../shared/{path}")
    return place


def tool(name, package):
    place = shutil.which(name)
    if not place:
        raise Skip(f"no {name} (Debian package {package})")
    return place
