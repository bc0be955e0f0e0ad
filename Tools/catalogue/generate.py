#!/usr/bin/env python3
"""Writes the method catalogue from a checkout of the official documentation.

    python3 generate.py CHECKOUT > ../../Sources/CCatalogue/catalogue.json

One method per line, sorted by name without case; README.md describes the fields. Standard library only.
"""

import json
import sys
from pathlib import Path

import errors
import facts
import kinds
import params

#: Methods that have no page of their own, by the page that describes them in passing. All of them are REST 3.
IN_PASSING = {
    "api-reference/rest-v3.md": ["batch", "documentation", "rest.documentation.openapi", "rest.scope.list"],
}


def main():
    if len(sys.argv) != 2 or sys.argv[1].startswith("-"):
        sys.exit("usage: generate.py CHECKOUT > catalogue.json")
    root = Path(sys.argv[1])
    if not (root / "api-reference").is_dir():
        sys.exit(f"generate.py: {root} holds no folder api-reference: it is not a checkout of the documentation")
    sys.stdout.write(write(catalogue(root)))


def catalogue(root):
    """The entries of all method pages below a folder, sorted."""
    entries = {}
    for path in sorted(root.rglob("*.md")):
        page = path.relative_to(root).as_posix()
        text = path.read_text(encoding="utf-8")
        for one in page_entries(text, page):
            key = (one["method"].lower(), one["rest"])
            entries[key] = better(entries.get(key), one)
    return [entries[key] for key in sorted(entries)]


def page_entries(text, page):
    """The entries of one page: none, one, or those of `IN_PASSING`."""
    if page in IN_PASSING:
        return [in_passing(method, page) for method in IN_PASSING[page]]
    method = facts.method_name(text, page.rsplit("/", 1)[-1]) if facts.is_method_page(text, page) else None
    return [entry(method, text, page)] if method else []


def better(known, other):
    """Of two pages about one method the one that is not deprecated, or the first."""
    return other if known is None or (known["deprecated"] and not other["deprecated"]) else known


def entry(method, text, page):
    scopes, scope_parameter = facts.scopes(text)
    admin, level = facts.admin(text)
    found = {
        "method": method,
        "scope": scopes,
        "admin": admin,
        "adminLevel": level,
        "rest": 3 if facts.is_rest3(text) else 2,
        "kind": kinds.kind(method),
        "deprecated": facts.deprecated(text, page),
        "appOnly": facts.application_only(text, errors.rows(text)),
        "params": params.parameters(text),
        "errors": errors.errors(text),
        "page": page,
        "webhookExample": facts.webhook_example(text),
    }
    if scope_parameter:
        found["scopeOf"] = scope_parameter
    return found


def in_passing(method, page):
    return {
        "method": method, "scope": [], "admin": None, "adminLevel": None, "rest": 3, "kind": kinds.kind(method),
        "deprecated": False, "appOnly": False, "params": [], "errors": [], "page": page, "proseOnly": True,
    }


def write(entries):
    """The text of the file: a JSON array with one entry per line."""
    lines = (json.dumps(one, ensure_ascii=False, separators=(",", ":")) for one in entries)
    return "[\n" + ",\n".join(lines) + "\n]\n"


if __name__ == "__main__":
    main()
