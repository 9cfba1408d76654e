"""Just enough reading of source text to find functions and calls: no parser, a scanner.

blank() replaces comments and the insides of literals by spaces, line for line, so that what remains is code.
functions() finds the outermost functions of C++, every function of JavaScript, Python and shell.
Complexity: linear in the text.
"""
import ast
import re

RAW_STRING = re.compile(r'R"([^()\\\s]{0,16})\(')
REGEX_MAY_FOLLOW = set("(,=:[!&|?{};+\n")
CONTROL = re.compile(r"^(if|for|while|switch|catch|else|do|try|return|with|finally)\b")


def spaces(text):
    return "".join("\n" if c == "\n" else " " for c in text)


def end_of_literal(text, start, quote):
    """The index after the literal that opens at `start`. An unclosed one ends with its line, except in backquotes."""
    at = start + 1
    while at < len(text):
        if text[at] == "\\":
            at += 2
            continue
        if text[at] == quote:
            return at + 1
        if text[at] == "\n" and quote != "`":
            return at
        at += 1
    return len(text)


def is_regex(text, at):
    before = text[:at].rstrip(" \t")
    return not before or before[-1] in REGEX_MAY_FOLLOW


def token_end(text, at, language):
    """(end, keep) of the comment or literal at `at`, or None; `keep` is how many characters stay at either side."""
    if text.startswith("//", at):
        end = text.find("\n", at)
        return (len(text) if end < 0 else end), 0
    if text.startswith("/*", at):
        end = text.find("*/", at + 2)
        return (len(text) if end < 0 else end + 2), 0
    char = text[at]
    if language == "cpp":
        raw = RAW_STRING.match(text, at)
        if raw:
            close = ")" + raw.group(1) + '"'
            end = text.find(close, raw.end())
            return (len(text) if end < 0 else end + len(close)), 0
        if char == "'" and at > 0 and text[at - 1].isalnum() and text[at + 1:at + 2].isalnum():
            return None  # a digit separator
    if char in ('"', "'") or (char == "`" and language == "script"):
        return end_of_literal(text, at, char), 1
    if char == "/" and language == "script" and is_regex(text, at):
        return end_of_literal(text, at, "/"), 0
    return None


def blank(text, language="cpp"):
    """The text with comments and the insides of literals as spaces; lines stay where they are."""
    parts = []
    at = 0
    while at < len(text):
        token = token_end(text, at, language) if text[at] in "/\"'`R" else None
        if token is None:
            parts.append(text[at])
            at += 1
            continue
        end, keep = token
        inside = text[at + keep:max(end - keep, at + keep)]
        parts.append(text[at:at + keep] + spaces(inside) + text[max(end - keep, at + keep):end])
        at = end
    return "".join(parts)


def without_preprocessor(text):
    """Blanked C++ without its # lines, whose braces need not match."""
    return re.sub(r"^[ \t]*#(?:[^\n]*\\\n)*[^\n]*", lambda match: spaces(match.group()), text, flags=re.MULTILINE)


def without_groups(header):
    """`f(a, b) -> T` as `f() -> T`: what stands in parentheses says nothing about what a brace opens."""
    depth = 0
    kept = []
    for char in header:
        if char == ")":
            depth -= 1
        if depth == 0:
            kept.append(char)
        if char == "(":
            depth += 1
    return "".join(kept)


def cpp_kind(header):
    """What a brace after `header` opens in C++: 'function', 'member' (an initialiser in a constructor) or 'other'."""
    text = without_groups(header).strip()
    text = re.sub(r"\b(public|private|protected)\s*:(?!:)", "", text)
    text = re.sub(r"\boperator\s*(\(\)|[^\s\w(]+)", "operator_", text).strip()
    text = re.sub(r"\b(alignas|decltype|__attribute__)\(\)", "", text)
    if "(" not in text or re.search(r"\b(namespace|enum)\b", text):
        return "other"
    if re.search(r"\)\s*(noexcept\s*(\(\))?\s*)?:(?!:)", text) and re.search(r"[\w>]$", text):
        return "member"
    if "=" in text.replace("==", "") and not re.search(r"=\s*\[[^\]]*\]", text):
        return "other"
    return "function"


def script_kind(header):
    """The same for JavaScript and TypeScript, where every function counts for itself."""
    if header.rstrip().endswith("=>"):
        return "function"
    text = without_groups(header).strip()
    if CONTROL.match(text) or "(" not in text:
        return "other"
    return "function" if re.search(r"\)\s*(:\s*[\w<>\[\]|., ]+)?$", text) else "other"


def name_in(header):
    names = re.findall(r"([~\w:]+)\s*\(", header) or re.findall(r"(\w+)\s*=", header)
    return names[0] if names else "a function"


def braced_functions(text, kind_of, outermost_only):
    """(name, first line, last line) of every function. `text` is blanked."""
    stack = []  # (kind, start of the header, its text, depth of parentheses outside)
    header_start = 0
    depth = 0
    for at, char in enumerate(text):
        if char in "([":
            depth += 1
        elif char in ")]":
            depth -= 1
        elif char == "{":
            header = text[header_start:at]
            inside = any(entry[0] == "function" for entry in stack)
            kind = "other" if inside and outermost_only else kind_of(header)
            stack.append((kind, header_start, header, depth))
            depth = 0
            if kind != "member":
                header_start = at + 1
        elif char == "}" and stack:
            kind, start, header, depth = stack.pop()
            if kind == "member":
                header_start = start
                continue
            if kind == "function":
                first = start + len(header) - len(header.lstrip())
                yield name_in(header), text.count("\n", 0, first) + 1, text.count("\n", 0, at) + 1
            header_start = at + 1
        elif char == ";" and depth == 0:
            header_start = at + 1


def python_functions(text):
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            yield node.name, node.lineno, node.end_lineno


def shell_functions(text):
    for match in re.finditer(r"^(\w+)\(\) \{\n.*?^\}", text, re.MULTILINE | re.DOTALL):
        first = text.count("\n", 0, match.start()) + 1
        yield match.group(1), first, first + match.group().count("\n")


def functions(text, kind):
    """(name, first line, last line) of the functions of a file of that kind."""
    if kind == "cpp":
        yield from braced_functions(without_preprocessor(blank(text, "cpp")), cpp_kind, outermost_only=True)
    elif kind == "script":
        yield from braced_functions(blank(text, "script"), script_kind, outermost_only=False)
    elif kind == "python":
        yield from python_functions(text)
    elif kind == "shell":
        yield from shell_functions(text)
