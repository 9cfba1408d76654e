"""Rules about words: error rules and their pages, links between pages, what must not be left in a text."""
import posixpath
import re

import scan
from source import Finding

ERROR_ID = re.compile(r'"([A-Z][0-9]{3})"')
ERROR_HEADING = re.compile(r"^(#{2,6})\s+`?([A-Z][0-9]{3})\b", re.MULTILINE)
LINK = re.compile(r"!?\[[^\]\n]*\]\(<?([^)\s>]+)>?(?:\s+\"[^\"]*\")?\)")
# Spelled in parts, so that this file does not hold what it looks for.
LEFTOVER = re.compile(r"\b(" + "|".join(["TO" + "DO", "FIX" + "ME", "XX" + "X"]) + r")\b|(?i:coming " + "soon)")
FOLDERS = "|".join(["wo" + "rk", "ro" + "ot", "ho" + "me/[a-z]+", "Us" + "ers/[A-Za-z]+"])
HOSTS = "|".join(["registry", "mirror", "proxy", r"deb\.debian"])
MACHINE = re.compile(rf"(?<![\w.$}}])/({FOLDERS})(?=[/\s\"'`)]|$)|https?://[^/\s\"]*({HOSTS})", re.MULTILINE)


def line_at(text, index):
    return text.count("\n", 0, index) + 1


def rule_ids_in_code(tree):
    """Rule -> [(path, line)] of each place in the product that names it."""
    places = {}
    for path in tree.of_kind("cpp"):
        if not path.startswith("src/") or tree.is_test(path):
            continue
        text = tree.text(path)
        code = scan.blank(text, "cpp")
        for match in ERROR_ID.finditer(text):
            if code[match.start()] == '"':  # not in a comment
                places.setdefault(match.group(1), []).append((path, line_at(text, match.start())))
    return places


def rule_sections(tree):
    """[(rule, path, line, text of the section)] of docs/errors."""
    for path in tree.of_kind("markdown"):
        if not path.startswith("docs/errors/"):
            continue
        text = tree.text(path)
        headings = list(ERROR_HEADING.finditer(text))
        for heading in headings:
            next_heading = re.compile(rf"^#{{1,{len(heading.group(1))}}}\s", re.MULTILINE).search(text, heading.end())
            end = next_heading.start() if next_heading else len(text)
            yield heading.group(2), path, line_at(text, heading.start()), text[heading.end():end]


def error_pages(tree):
    """Every error rule is raised in one folder and has one section, with a reproducer, in docs/errors."""
    used = rule_ids_in_code(tree)
    sections = list(rule_sections(tree))
    documented = {}
    for rule, path, line, text in sections:
        if rule in documented:
            yield Finding(path, line, "error-pages", f"{rule} has a section already, at {documented[rule]}")
        documented[rule] = f"{path}:{line}"
        if rule not in used:
            yield Finding(path, line, "error-pages", f"{rule} is raised nowhere: remove the section or the mistake")
        if "```" not in text and not re.search(r"^( {4}|\t)\S", text, re.MULTILINE):
            yield Finding(path, line, "error-pages", f"{rule} has no reproducer (a code block)")
    for rule, places in sorted(used.items()):
        path, line = places[0]
        if rule not in documented:
            yield Finding(path, line, "error-pages", f"{rule} has no section in docs/errors/*.md")
        folders = sorted({place[0].rsplit("/", 1)[0] for place in places})
        if len(folders) > 1:
            yield Finding(folders[1], 0, "error-pages", f"{rule} is raised in {folders[0]} too: one rule, one folder")


def without_fences(text):
    """Markdown without code and comments, line for line."""
    for pattern in (r"^```.*?^```", r"<!--.*?-->", r"`[^`\n]*`"):
        text = re.sub(pattern, lambda match: scan.spaces(match.group()), text, flags=re.MULTILINE | re.DOTALL)
    return text


def anchors(text):
    """The anchors a Markdown page offers: its headings in lower case, with hyphens."""
    found = set()
    for title in re.findall(r"^#{1,6}\s+(.+?)\s*#*$", text, re.MULTILINE):
        words = re.sub(r"[^\w\- ]", "", title.lower())
        found.add(words.replace(" ", "-"))
    return found


def links(tree):
    """Every relative link of a Markdown page leads somewhere."""
    for path in tree.of_kind("markdown"):
        text = without_fences(tree.text(path))
        for match in LINK.finditer(text):
            target, _, anchor = match.group(1).partition("#")
            if re.match(r"[a-z]+:", target):
                continue
            line = line_at(text, match.start())
            resolved = posixpath.normpath(posixpath.join(posixpath.dirname(path), target)) if target else path
            if not (tree.root / resolved).exists():
                yield Finding(path, line, "links", f"{target} does not exist")
            elif anchor and resolved.endswith(".md") and anchor not in anchors(tree.text(resolved)):
                yield Finding(path, line, "links", f"{resolved} has no heading #{anchor}")


def leftovers(tree):
    """No text promises work that is not there."""
    for path in tree.paths:
        text = tree.text(path)
        for match in LEFTOVER.finditer(text):
            yield Finding(path, line_at(text, match.start()), "leftovers", f"{match.group()!r}: do it or drop it")


def machine_paths(tree):
    """No text names a folder of one machine, or the host of a registry."""
    for path in tree.paths:
        text = tree.text(path)
        for match in MACHINE.finditer(text):
            line = line_at(text, match.start())
            yield Finding(path, line, "machine-paths", f"{match.group()!r} is of one machine only")


RULES = [error_pages, links, leftovers, machine_paths]
