"""Enforces the tables of tools/check_layers on a source tree: includes, doors, and the CMake DEPENDS."""
import argparse
import dataclasses
import pathlib
import re
import sys

from source import Finding, Tree

EVERYTHING = "*"
RULE = "layers"

# What the C++20 standard library offers; everything else between < and > is third-party and needs a door.
STANDARD = set("""
algorithm any array atomic barrier bit bitset charconv chrono codecvt compare complex concepts condition_variable
coroutine deque exception execution filesystem forward_list fstream functional future initializer_list iomanip ios
iosfwd iostream istream iterator latch limits list locale map memory memory_resource mutex new numbers numeric optional
ostream queue random ranges ratio regex scoped_allocator semaphore set shared_mutex source_location span sstream stack
stdexcept stop_token streambuf string string_view strstream syncstream system_error thread tuple type_traits typeindex
typeinfo unordered_map unordered_set utility valarray variant vector version cassert cctype cerrno cfenv cfloat
cinttypes climits clocale cmath csetjmp csignal cstdarg cstddef cstdint cstdio cstdlib cstring ctime cuchar cwchar
cwctype
""".split())

INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*([<"])([^>"]+)[>"]', re.MULTILINE)
LIBRARY = re.compile(r"bailiwick_library\(\s*(\w+)([^)]*)\)", re.DOTALL)


@dataclasses.dataclass(frozen=True)
class Table:
    folders: dict
    capabilities: dict
    capability_faces: list
    doors: dict
    not_in_headers: dict

    def folder_of(self, path):
        """The folder of the table that a path below src/ lies in, or None."""
        parts = path.split("/")
        for length in (2, 1):
            if len(parts) > length and "/".join(parts[:length]) in self.folders:
                return "/".join(parts[:length])
        return None


def check_table(table):
    """The table itself: no unknown folder, no cycle (each row may only name rows above it)."""
    seen = set()
    for folder, allowed in table.folders.items():
        for other in allowed:
            if other != EVERYTHING and other not in seen:
                yield Finding("tools/check_layers", 0, RULE, f"{folder} may include {other}, which comes after it")
        seen.add(folder)


def check_include_of_ours(table, folder, included, is_test):
    """Why a file of `folder` may not include "included", or None."""
    target = table.folder_of(included)
    if target is None:
        if included.startswith("tests/support/") and is_test:
            return None
        return f'"{included}" does not start with a folder of the table in tools/check_layers'
    allowed = table.folders[folder]
    if target == folder or EVERYTHING in allowed:
        return None
    if target not in allowed:
        return f"{folder} may not include {target}"
    if target in table.capabilities and included.split("/")[-1] not in table.capability_faces:
        return f"{target} shows only {' and '.join(table.capability_faces)} to other capabilities"
    return None


def check_third_party(table, folder, path, header, is_test):
    """Why `path` may not include <header>, or None."""
    if header in STANDARD:
        return None
    for pattern, places in table.doors.items():
        if not re.fullmatch(pattern, header):
            continue
        for place in places:
            if place == EVERYTHING or folder == place or (folder or "").startswith(place + "/"):
                return None
            if place == "test" and is_test and not path.endswith("_bench.cpp"):
                return None
            if place == "bench" and path.endswith("_bench.cpp"):
                return None
        return f"<{header}> stays behind the door of {', '.join(places)}"
    return f"<{header}> is a third-party header without a door in tools/check_layers"


def check_file(tree, table, path):
    below_src = path.removeprefix("src/")
    folder = table.folder_of(below_src) if path.startswith("src/") else "tests"
    if folder is None:
        yield Finding(path, 0, RULE, "its folder is not in the table of tools/check_layers")
        return
    text = tree.text(path)
    is_test = tree.is_test(path)
    for match in INCLUDE.finditer(text):
        line = text.count("\n", 0, match.start()) + 1
        quote, included = match.groups()
        problem = None
        if quote == "<":
            problem = check_third_party(table, folder, path, included, is_test)
            for pattern, advice in table.not_in_headers.items():
                if path.endswith(".hpp") and not is_test and re.fullmatch(pattern, included):
                    problem = f"<{included}> is not for headers: {advice}"
        elif path.startswith("src/"):
            problem = check_include_of_ours(table, folder, included, is_test)
            if not problem and not (tree.root / "src" / included).exists() and not included.startswith("tests/"):
                problem = f'"{included}" does not exist; includes start at src/'
        if problem:
            yield Finding(path, line, RULE, problem)


def check_cmake(tree, table, path):
    """The DEPENDS of a folder's library are the folders it may include, and named after their folder."""
    text = tree.text(path)
    folder = path.removeprefix("src/").removesuffix("/CMakeLists.txt")
    for match in LIBRARY.finditer(text):
        line = text.count("\n", 0, match.start()) + 1
        name, arguments = match.groups()
        if folder not in table.folders:
            yield Finding(path, line, RULE, f"{folder} is not in the table of tools/check_layers")
            continue
        if name != folder.replace("/", "_"):
            yield Finding(path, line, RULE, f"the library of {folder} is named {folder.replace('/', '_')}, not {name}")
        depends = re.search(r"\bDEPENDS\b([^A-Z)]*)", arguments)
        names = {key.replace("/", "_"): key for key in table.folders}
        for other in depends.group(1).split() if depends else []:
            allowed = table.folders[folder]
            if EVERYTHING not in allowed and names.get(other) not in allowed:
                yield Finding(path, line, RULE, f"{folder} may not depend on {other}")


def check(tree, table):
    yield from check_table(table)
    for path in tree.of_kind("cpp"):
        if path.startswith(("src/", "tests/")):
            yield from check_file(tree, table, path)
    for path in tree.of_kind("cmake"):
        if path.startswith("src/") and path.endswith("/CMakeLists.txt"):
            yield from check_cmake(tree, table, path)


def main(table, arguments):
    parser = argparse.ArgumentParser(description="Checks who includes whom.")
    parser.add_argument("--root", default=pathlib.Path(__file__).resolve().parents[2])
    options = parser.parse_args(arguments)
    findings = sorted(check(Tree(options.root), table))
    for finding in findings:
        print(finding)
    if not findings:
        print(f"Layers hold: {len(table.folders)} folders in the table.")
    sys.stdout.flush()
    return 1 if findings else 0
