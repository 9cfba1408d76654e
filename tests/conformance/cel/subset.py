"""Which conformance tests fall into the subset of docs/guide/formulas.md, and what they expect in its terms.

Judged by the tests alone, without asking the program: what is outside names the feature that the language leaves out.
"""
import re

STRING = re.compile(r"""[rR]?(?:\"\"\".*?\"\"\"|'''.*?'''|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*')""", re.DOTALL)

# (feature, pattern over the expression with its strings emptied), the first that is found counts.
FEATURES = [
    ("bytes", r"(?<![A-Za-z0-9_])[rR]?[bB][rR]?\""),
    ("unsigned ints", r"\b(?:0[xX][0-9a-fA-F]+|[0-9]+)[uU]\b|\buint\("),
    ("maps and messages", r"\{|google\.protobuf|TestAllTypes|\bproto\."),
    ("optional values of CEL", r"\boptional\.|\.\?|\[\?|\.or\(|\.orValue\(|\.hasValue\("),
    ("dynamic types", r"\bdyn\(|\btype\("),
    ("macros over lists", r"\.(?:all|exists|exists_one|existsOne|map|filter|transformList|transformMap|transformMapEntry)\("),
    ("regular expressions", r"\bmatches\("),
    ("extension libraries", r"\bmath\.|\bstrings\.|\bcel\.|\bbase64\.|\.(?:format|join|split|lastIndexOf|charAt|quote|reverse)\("
                            r"|\.indexOf\([^()]*,|\.replace\([^()]*,[^()]*,"),
    ("time zones", r"\.get(?:FullYear|Month|Date|DayOfMonth|DayOfWeek|DayOfYear|Hours|Minutes|Seconds|Milliseconds)\([^)]"),
    ("bytes", r"\bbytes\("),
    ("lists outside in", r"(?<!in )(?<!in)\["),
    ("lists outside in", r"\[[^\]]*\](?=\s*(?:[=!<>+\[.]|in\b))"),
    ("lists outside in", r"\[\s*\["),
    ("names from the root", r"(?<![\w)\"`])\.[a-zA-Z]"),
]
OUTSIDE_VALUES = {"bytesValue": "bytes", "uint64Value": "unsigned ints", "mapValue": "maps and messages",
                  "typeValue": "dynamic types", "enumValue": "maps and messages", "listValue": "lists outside in"}
SCALARS = {"boolValue": "bool", "int64Value": "int", "doubleValue": "decimal", "stringValue": "string"}
PRIMITIVES = {"BOOL": "bool", "INT64": "int", "DOUBLE": "decimal", "STRING": "string"}
WELL_KNOWN = {"google.protobuf.Duration": "duration", "google.protobuf.Timestamp": "timestamp"}


class Outside(Exception):
    """The test needs what the language leaves out; the message names it."""


def scalar(value):
    """A value of the tests as (type, text)."""
    for key, feature in OUTSIDE_VALUES.items():
        if key in value:
            raise Outside(feature)
    if "nullValue" in value:
        return "null", "null"
    if "objectValue" in value:
        kind = WELL_KNOWN.get(value["objectValue"]["@type"].rsplit("/", 1)[-1])
        if kind is None:
            raise Outside("maps and messages")
        return kind, value["objectValue"]["value"]
    for key, kind in SCALARS.items():
        if key in value:
            text = value[key]
            if isinstance(text, bool):
                return kind, "true" if text else "false"
            return kind, text if isinstance(text, str) else repr(text)
    raise Outside("maps and messages")


def field_type(declared):
    """(type, whether it may be null) of a declared variable."""
    if "primitive" in declared and declared["primitive"] in PRIMITIVES:
        return PRIMITIVES[declared["primitive"]], False
    if "wrapper" in declared and declared["wrapper"] in PRIMITIVES:
        return PRIMITIVES[declared["wrapper"]], True
    if "wellKnown" in declared and declared["wellKnown"] in ("DURATION", "TIMESTAMP"):
        return declared["wellKnown"].lower(), False
    if "listType" in declared:
        raise Outside("lists outside in")
    if declared.get("primitive") == "UINT64":
        raise Outside("unsigned ints")
    if declared.get("primitive") == "BYTES":
        raise Outside("bytes")
    raise Outside("maps and messages")


def fields_of(test):
    fields = []
    for entry in test.get("typeEnv", []):
        if "function" in entry:
            raise Outside("functions of the caller")
        kind, is_optional = field_type(entry["ident"]["type"])
        fields.append({"name": entry["name"], "type": kind, "optional": is_optional, "value": None})
    for name, bound in test.get("bindings", {}).items():
        kind, text = scalar(bound["value"])
        field = next((f for f in fields if f["name"] == name), None)
        if field is None:
            field = {"name": name, "type": kind, "optional": False}
            fields.append(field)
        field["value"] = None if kind == "null" else text
        field["optional"] = field["optional"] or kind == "null"
    return fields


def expected_of(test):
    if "evalError" in test or "anyEvalErrors" in test:
        return {"error": True}
    if "unknown" in test or "anyUnknowns" in test:
        raise Outside("unknown values")
    value = test.get("value", test.get("typedResult", {}).get("result"))
    if test.get("checkOnly"):
        kind, _ = field_type(test["typedResult"]["deducedType"])
        return {"type": kind}
    if value is None:
        value = {"boolValue": True}
    kind, text = scalar(value)
    return {"type": kind, "text": text}


def adapt(test):
    """The test in the program's terms; raises Outside."""
    if "container" in test:
        raise Outside("containers and enums")
    bare = STRING.sub('""', re.sub(r"(?<![A-Za-z0-9_])([rR]?[bB][rR]?)(?=['\"])", r"\1", test["expr"]))
    bare = re.sub(r"//[^\n]*", "", bare)
    for feature, pattern in FEATURES:
        if re.search(pattern, bare):
            raise Outside(feature)
    return {"id": f"{test['section']}/{test['name']}", "expr": test["expr"], "fields": fields_of(test),
            "expect": expected_of(test)}
