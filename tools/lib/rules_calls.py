"""Banned calls: what is unsafe, what depends on the machine, and what belongs behind a port."""
import dataclasses
import re

import scan
from source import Finding

EXACT = ("src/engine/", "src/geo/", "src/graph/")


@dataclasses.dataclass(frozen=True)
class Ban:
    """`pattern` may not occur in C++ files below `below`, but for those below `but`; tests included or not."""
    pattern: str
    reason: str
    below: tuple = ("src/", "tests/")
    but: tuple = ()
    in_tests: bool = False


BANS = [
    # Differs between libraries and machines.
    Ban(r"(?<![\w.>:])s?rand\s*\(", "randomness comes from Rng& (base/rng.hpp)", in_tests=True),
    Ban(r"\brandom_device\b", "randomness comes from Rng& and a seed", in_tests=True),
    Ban(r"\bstd::(shuffle|sample)\s*\(", "the standard's shuffles differ between libraries; use base/rng.hpp",
        in_tests=True),
    Ban(r"\b\w+_distribution\b", "the standard's distributions differ between libraries; use base/rng.hpp",
        in_tests=True),
    Ban(r"\bmt19937(_64)?\b", "one generator for all: base/rng.hpp"),
    Ban(r"#\s*include\s*<unordered_(map|set)>", "the order of an unordered container depends on the library",
        below=("src/engine/",)),
    Ban(r"\blong\s+double\b", "its width depends on the machine", below=EXACT),
    Ban(r"-ffast-math|\bfmaf?\s*\(", "a fused operation rounds differently", below=EXACT),
    # Time and exits behind their ports.
    Ban(r"\b(steady_clock|system_clock|high_resolution_clock|clock_gettime)\b", "time comes from base/budget.hpp",
        but=("src/base/budget", "src/platform/", "src/main/")),
    Ban(r"(?<![\w.>])(std::)?time\s*\(\s*(0|NULL|nullptr|&)", "time comes through a port", in_tests=True),
    Ban(r"(?<![\w.>])(std::)?_?exit\s*\(|\bquick_exit\b", "only main ends the process", but=("src/main/",)),
    Ban(r"\bstd::(cout|cerr|clog)\b|(?<![\w.>])(std::|fmt::)?printf\s*\(|(?<![\w.>])(std::)?puts\s*\(",
        "only main speaks to the terminal", below=("src/",), but=("src/main/",)),
    Ban(r"(?<![\w.>])(std::)?getenv\s*\(", "the environment is read in main and handed down",
        but=("src/main/", "src/platform/config/", "tests/")),
    # Unsafe, or depends on the locale.
    Ban(r"(?<![\w.>])(std::)?(system|popen)\s*\(", "no shell", in_tests=True),
    Ban(r"(?<![\w.>])(std::)?(strcpy|strcat|sprintf|vsprintf|gets|strtok)\s*\(", "unbounded; use std::string and fmt",
        in_tests=True),
    Ban(r"(?<![\w.>])(std::)?ato[ifl]l?\s*\(", "hides errors; use std::from_chars", but=("tests/bench/",),
        in_tests=True),
    Ban(r"\bstd::sto(i|l|ll|ul|ull|f|d|ld)\s*\(", "throws, and minds the locale; use std::from_chars"),
    Ban(r"(?<![\w.>])(std::)?(strto(d|f|l|ll|ul|ull)|setlocale)\s*\(", "minds the locale; use std::from_chars"),
    Ban(r"\bstd::(w)?regex\b", "slow, recursive on input size; write the few lines of scanning", in_tests=True),
    Ban(r"\busing\s+namespace\b", "names say where they come from", in_tests=True),
    Ban(r"\bgoto\b", "give the steps names", in_tests=True),
    Ban(r"(?<![\w.>])(malloc|calloc|realloc)\s*\(", "containers own memory", in_tests=True),
    Ban(r"\bthrow\b", "an expected failure is a Result, a bug an assert; exceptions stay inside adapters",
        below=("src/",), but=("src/platform/",)),
]


def applies(ban, path, is_test):
    if not path.startswith(ban.below) or (ban.but and path.startswith(ban.but)):
        return False
    return ban.in_tests or not is_test


def banned_calls(tree):
    """No call that is unsafe, depends on the machine, or goes round a port."""
    for path in tree.of_kind("cpp"):
        code, is_test = None, tree.is_test(path)
        for ban in BANS:
            if not applies(ban, path, is_test):
                continue
            code = code or scan.blank(tree.text(path), "cpp")
            for match in re.finditer(ban.pattern, code):
                line = code.count("\n", 0, match.start()) + 1
                yield Finding(path, line, "banned-call", f"{' '.join(match.group().split())}: {ban.reason}")


RULES = [banned_calls]
