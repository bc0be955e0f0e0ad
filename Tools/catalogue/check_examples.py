#!/usr/bin/env python3
"""Holds a catalogue against the pages' own webhook examples: `check_examples.py CHECKOUT CATALOGUE [--list]`.

Whatever an example sends should be a parameter, and whatever is required should be sent.
"""

import json
import re
import sys
from collections import Counter
from pathlib import Path

TAB = re.compile(r"-\s*cURL \(Webhook\)\s*\n(.*?)(?=\n\s*- cURL|\n\s*- JS|\{% endlist)", re.S)
BODY = re.compile(r"-d\s+'(\{.*?\})'\s*(?:\\|\n|$)", re.S)


def main():
    if len(sys.argv) < 3:
        sys.exit("usage: check_examples.py CHECKOUT CATALOGUE [--list]")
    root = Path(sys.argv[1])
    count = Counter()
    for one in json.loads(Path(sys.argv[2]).read_text(encoding="utf-8")):
        if one.get("proseOnly"):
            continue
        sent = example(root / one["page"])
        if sent is not None:
            count["methods"] += 1
            check(one, sent, count)
    print(f"examples read: {count['methods']}")
    for what in ("top-level keys known", "nested keys known", "required parameters sent"):
        total = count[what] + count["not " + what]
        print(f"{what}: {count[what]} of {total} ({100 * count[what] / max(total, 1):.1f} %)")


def example(path):
    """What the page's webhook example sends; `None` when there is none or when it is not JSON."""
    tab = TAB.search(path.read_text(encoding="utf-8"))
    body = BODY.search(tab[1]) if tab else None
    if not body:
        return None
    try:
        return json.loads(body[1].replace("\t", " "))
    except ValueError:
        return None


def check(one, sent, count):
    # Case is left aside (pages write `filter` where the table has FILTER), and so is the credential.
    known = {}
    for parameter in one["params"]:
        known.setdefault(parameter["name"].lower(), []).append(parameter)
    sent = {key.lower(): value for key, value in sent.items() if key != "auth"}
    for key, value in sent.items():
        note(key in known, "top-level keys known", one["method"], key, count)
        members = [child for parameter in known.get(key, []) for child in parameter.get("children", [])]
        # Keys with operators (`>id`) and the members of filters that are fields of the portal cannot be checked.
        if members and isinstance(value, dict):
            names = {child["name"].lower() for child in members}
            open_ended = any(re.search(r"[.<*]|_$", name) for name in names)
            for inner in [] if open_ended else value:
                if re.fullmatch(r"[A-Za-z_]\w*", inner):
                    note(inner.lower() in names, "nested keys known", one["method"], f"{key}.{inner}", count)
    for name, same in known.items():
        if all(parameter["required"] and "variant" not in parameter for parameter in same):
            note(name in sent, "required parameters sent", one["method"], name, count)


def note(holds, what, method, name, count):
    count[what if holds else "not " + what] += 1
    if not holds and "--list" in sys.argv:
        print(f"not {what}: {method} {name}")


if __name__ == "__main__":
    main()
