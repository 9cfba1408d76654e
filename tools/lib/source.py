"""The files of a source tree, and what a check says about them."""
import dataclasses
import functools
import pathlib
import re

SKIPPED_FOLDERS = {".git", "build", "node_modules", "__pycache__", "dist", "generated"}
CPP = {".cpp", ".hpp"}
INCLUDE_OURS = re.compile(r'^[ \t]*#[ \t]*include[ \t]*"([^"]+)"', re.MULTILINE)
SCRIPT = {".ts", ".tsx", ".js", ".mjs"}


@dataclasses.dataclass(frozen=True, order=True)
class Finding:
    """One breach of one rule. `line` counts from 1; 0 stands for the file as a whole."""
    path: str
    line: int
    rule: str
    message: str

    def __str__(self):
        return f"{self.path}:{self.line}: {self.rule}: {self.message}"


class Tree:
    """The text files under a folder, by path relative to it. Reads each file once."""

    def __init__(self, root):
        self.root = pathlib.Path(root).resolve()
        self.paths = sorted(self._walk())

    def _walk(self):
        pending = [self.root]
        while pending:
            for entry in pending.pop().iterdir():
                if entry.is_symlink() or entry.name == ".git":  # in a linked worktree .git is a file
                    continue
                if entry.is_dir():
                    if entry.name not in SKIPPED_FOLDERS:
                        pending.append(entry)
                elif self._is_text(entry):
                    yield entry.relative_to(self.root).as_posix()

    @staticmethod
    def _is_text(path):
        with open(path, "rb") as file:
            return b"\0" not in file.read(4096)

    @functools.lru_cache(maxsize=None)
    def text(self, path):
        return (self.root / path).read_text(encoding="utf-8", errors="replace")

    @functools.lru_cache(maxsize=None)
    def kind(self, path):
        """'cpp', 'python', 'script' (JavaScript or TypeScript), 'shell', 'markdown', 'cmake' or 'other'."""
        suffix = pathlib.PurePosixPath(path).suffix
        if suffix in CPP:
            return "cpp"
        if suffix in SCRIPT:
            return "script"
        if suffix in (".md", ".py", ".sh"):
            return {".md": "markdown", ".py": "python", ".sh": "shell"}[suffix]
        if suffix == ".cmake" or path.endswith("CMakeLists.txt"):
            return "cmake"
        first = self.text(path).split("\n", 1)[0]
        if first.startswith("#!"):
            return "python" if "python" in first else "shell" if "sh" in first else "other"
        return "other"

    def of_kind(self, *kinds):
        return [path for path in self.paths if self.kind(path) in kinds]

    @functools.cached_property
    def includers(self):
        """Header of src/ -> the C++ files that include it."""
        found = {}
        for path in self.of_kind("cpp"):
            for name in INCLUDE_OURS.findall(self.text(path)):
                found.setdefault("src/" + name, set()).add(path)
        return found

    def is_test(self, path):
        """Whether a C++ file is a test, or a header that only tests include, rather than the product."""
        if is_test_name(path):
            return True
        pending, seen = [path], {path}
        while pending:
            users = self.includers.get(pending.pop(), set()) - seen
            seen |= users
            pending += [user for user in users if user.endswith(".hpp")]
        users = {user for user in seen if user.endswith(".cpp")}
        return path.endswith(".hpp") and bool(users) and all(map(is_test_name, users))


def is_test_name(path):
    """Whether a C++ file is by its name a test, a fuzz target or a benchmark."""
    return path.startswith("tests/") or path.endswith(("_test.cpp", "_fuzz.cpp", "_bench.cpp"))
