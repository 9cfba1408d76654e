"""Rules about the shape of files: how long they are, and what stands beside them."""
import scan
from source import Finding, is_test_name

FILE_LINES_MAX = 500
FUNCTION_LINES_MAX = 70
SOURCE_KINDS = ("cpp", "script", "python", "shell", "cmake")


def file_length(tree):
    """A file has at most 500 lines."""
    for path in tree.of_kind(*SOURCE_KINDS):
        lines = len(tree.text(path).splitlines())
        if lines > FILE_LINES_MAX:
            yield Finding(path, lines, "file-length", f"{lines} lines; at most {FILE_LINES_MAX}: split it by subject")


def function_length(tree):
    """A function has at most 70 lines."""
    for path in tree.of_kind("cpp", "script", "python", "shell"):
        for name, first, last in scan.functions(tree.text(path), tree.kind(path)):
            lines = last - first + 1
            if lines > FUNCTION_LINES_MAX:
                yield Finding(path, first, "function-length",
                              f"{name} has {lines} lines; at most {FUNCTION_LINES_MAX}: give its steps names")


def sibling_test(tree):
    """Every src/**/x.cpp has x_test.cpp beside it."""
    for path in tree.of_kind("cpp"):
        if not path.startswith("src/") or not path.endswith(".cpp") or is_test_name(path):
            continue
        sibling = path.removesuffix(".cpp") + "_test.cpp"
        if sibling not in tree.paths:
            yield Finding(path, 0, "sibling-test", f"has no {sibling.rsplit('/', 1)[-1]} beside it")


def dead_header(tree):
    """Every header of src/ is included by another file."""
    for path in tree.of_kind("cpp"):
        if not path.startswith("src/") or not path.endswith(".hpp"):
            continue
        stem = path.removesuffix(".hpp")
        own = {path, stem + ".cpp", stem + "_test.cpp"}
        if not tree.includers.get(path, set()) - own:
            yield Finding(path, 0, "dead-header", "no file but its own .cpp and test includes it: remove it or use it")


RULES = [file_length, function_length, sibling_test, dead_header]
