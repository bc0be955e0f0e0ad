#!/usr/bin/env python3
"""Says how far two catalogues agree, field by field: `compare.py OLD NEW [--list]`."""

import json
import sys
from collections import Counter

FIELDS = ["scope", "scopeOf", "admin", "adminLevel", "rest", "kind", "deprecated", "appOnly", "webhookExample", "page"]


def main():
    if len(sys.argv) < 3:
        sys.exit("usage: compare.py OLD NEW [--list]")
    old, new = (load(path) for path in sys.argv[1:3])
    both = [key for key in old if key in new]
    print(f"methods: {len(old)} and {len(new)}, in both {len(both)}")
    for key in sorted(set(old) ^ set(new)):
        print("  only in", "old:" if key in old else "new:", *key)
    different = Counter()
    for key in both:
        for field in [name for name in FIELDS if old[key].get(name) != new[key].get(name)]:
            report(different, field, key, old[key].get(field), new[key].get(field))
        compare_lists(old[key], new[key], key, different)
    for field in [*FIELDS, "error codes", "error codes with statuses", "top-level parameters", "all parameters",
                  "parameters with every detail"]:
        same = len(both) - different[field]
        print(f"{field}: {same} of {len(both)} ({100 * same / len(both):.1f} %)")
    print_details(both, old, new)


def compare_lists(old, new, key, different):
    pairs = {
        "error codes": lambda one: [error["code"] for error in one["errors"]],
        "error codes with statuses": lambda one: one["errors"],
        "top-level parameters": lambda one: [parameter["name"] for parameter in one["params"]],
        "all parameters": lambda one: sorted({path for path, *_ in flat(one["params"])}),
        "parameters with every detail": lambda one: flat(one["params"]),
    }
    for field, part in pairs.items():
        if part(old) != part(new):
            report(different, field, key, part(old), part(new))


def print_details(both, old, new):
    """Types and marks of the parameters that both have."""
    shared = same_type = same_mark = 0
    for key in both:
        left = {(path, variant): rest for path, variant, *rest in flat(old[key]["params"])}
        right = {(path, variant): rest for path, variant, *rest in flat(new[key]["params"])}
        for name in left.keys() & right.keys():
            shared += 1
            same_type += left[name][0] == right[name][0]
            same_mark += left[name][1] == right[name][1]
    print(f"parameters in both: {shared}, of equal type {same_type}, equally required {same_mark}")


def report(different, field, key, old, new):
    different[field] += 1
    if "--list" in sys.argv:
        print(f"{field}: {key[0]}: {str(old)[:150]} -> {str(new)[:150]}")


def flat(parameters, prefix=""):
    """`(path, variant, type, required)` of each parameter, members after their owner."""
    found = []
    for one in parameters:
        path = prefix + one["name"]
        found.append((path, one.get("variant"), one["type"], one["required"]))
        found += flat(one.get("children", []), path + ".")
    return found


def load(path):
    with open(path, encoding="utf-8") as file:
        return {(one["method"], one["rest"]): one for one in json.load(file)}


if __name__ == "__main__":
    main()
