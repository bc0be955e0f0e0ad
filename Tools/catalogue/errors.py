"""The error codes of a page, with their HTTP statuses."""

import re

from markdown import plain, sections, tables

STATUS_LINE = re.compile(r"HTTP[- ](?:status|code)\s*:\s*(.*)", re.I)
EMPTY = {"", "-", "—", "–", "''", '""', "empty", "empty string", "empty value", "empty code", "null"}
CODE_COLUMNS = {"code", "error code"}
STATUS_COLUMNS = {"status", "http status", "http code"}
REST3_LINE = re.compile(r"^\s*(?:\*\*)?Error code:?(?:\*\*)?:?\s*`([A-Z0-9_]+)`", re.I | re.M)


def error_sections(text):
    """The chapter "Error Handling" with its parts."""
    chosen, level = [], None
    for section in sections(text):
        if level is not None and section.level <= level:
            level = None
        if level is None and re.match(r"(error handling|possible error codes|errors?$)", section.title, re.I):
            level = section.level
        if level is not None and not re.match(r"statuses and system error", section.title, re.I):
            chosen.append(section)
    return chosen


def statuses(text):
    """The HTTP statuses of the lines `HTTP status: **400**, **403**`. A 200 beside others is that of a success."""
    found = {int(one) for line in STATUS_LINE.findall(text) for one in re.findall(r"\b([1-5]\d\d)\b", line)}
    return found - {200} or found


def rows(text):
    """The rows of the page's error tables."""
    return [row for section in error_sections(text) for table in tables(section.lines) for row in table.rows]


def errors(text):
    """`[{code, http}]` in the order of the page, each pair once.

    `http` is `None` where the page names several statuses without telling which; the empty code is `""`.
    """
    found = []
    known = None
    chapter = "\n".join(section.text for section in error_sections(text))
    shown = set(re.findall(r'"error"\s*:\s*"?([2-5]\d\d)"?', chapter))
    for section in error_sections(text):
        named = statuses(section.text)
        if named:
            known = named.pop() if len(named) == 1 else None
        pairs = [(code, None) for code in REST3_LINE.findall(section.text)]
        for table in tables(section.lines):
            pairs += table_errors(table, shown)
        for code, status in pairs:
            one = {"code": code, "http": known if status is None else status}
            if one not in found:
                found.append(one)
    return found


def table_errors(table, shown):
    """`(code, status)` of each row.

    - Parameters: `shown` are the numbers like 403 that the page's examples show as codes; without any, a column "Code"
      that has such numbers holds statuses, and the code is empty or stands in the next column.
    """
    columns = [plain(cell).lower() for cell in table.header]
    if "field" in columns[:1]:
        return []
    code_column = next((i for i, name in enumerate(columns) if name in CODE_COLUMNS), None)
    status_column = next((i for i, name in enumerate(columns) if name in STATUS_COLUMNS), None)
    if code_column is not None and any(re.search(r"\d{6}", "".join(row[: code_column + 1])) for row in table.rows):
        # Among codes like 200040300020 a 400 is a code too.
        shown = {"400"}
    pairs = []
    for row in table.rows:
        if code_column is None:
            pairs.append(("", None))
            continue
        if code_column >= len(row):
            continue
        status = status_of(row[status_column]) if status_column is not None and status_column < len(row) else None
        for code in codes(row[code_column]):
            if status_of(code) and not shown:
                status = status_of(code)
                following = plain(row[code_column + 1]) if code_column + 1 < len(row) else ""
                code = following if re.fullmatch(r"[A-Z][A-Z0-9]*(_[A-Z0-9]+)+", following) else ""
            pairs.append((code, status))
    return pairs


def status_of(cell):
    """The HTTP status that a cell is, or `None`."""
    digits = re.fullmatch(r"([1-5]\d\d)", plain(cell))
    # 100 is the code of a missing argument.
    return int(digits[1]) if digits and digits[1] != "100" else None


def codes(cell):
    """The codes of a cell: `X`, or `X`, `Y`; the empty code is `""`."""
    if plain(cell).lower().strip("`\"' ") in EMPTY:
        return [""]
    quoted = [one.strip() for one in re.findall(r"`([^`]*)`", cell)] or [plain(cell)]
    # A sentence in the place of the code: the answer has no code, and the text is what tells.
    return list(dict.fromkeys("" if one.lower() in EMPTY or " " in one else one for one in quoted))
