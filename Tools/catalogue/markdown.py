"""The parts of the documentation's Markdown (Yandex Flavoured Markdown) that hold facts: headings, tables, tabs."""

import re
from dataclasses import dataclass, field

FENCE = re.compile(r"^\s*(?:[-*]\s+)?```")
HEADING = re.compile(r"^(#{1,6})\s+(.*?)\s*(?:\{#([\w.-]+)\})?\s*$")
TAB = re.compile(r"^(\s*)-\s+(\S.*?)\s*$")


@dataclass
class Table:
    """A table: its rows without the heading row, each row a list of cell texts."""

    rows: list
    header: list
    tab: str | None = None


@dataclass
class Section:
    """A heading and what follows it up to the next heading of any level."""

    level: int
    title: str
    anchor: str | None
    lines: list = field(default_factory=list)
    #: Titles of the headings above, outermost first.
    parents: list = field(default_factory=list)

    @property
    def text(self):
        return "\n".join(self.lines)


def sections(text):
    """The sections of a page; the first one is what stands before any heading.

    A line `# ...` inside code is a comment of the code. `## ...` is a heading even there: pages forget to close code.
    """
    found = [Section(0, "", None)]
    stack = []
    fenced = False
    for line in text.split("\n"):
        if FENCE.match(line):
            fenced = not fenced
        heading = HEADING.match(line)
        if heading and fenced:
            if len(heading[1]) == 1:
                heading = None
            else:
                fenced = False
        if not heading:
            found[-1].lines.append(line)
            continue
        level = len(heading[1])
        stack = [one for one in stack if one.level < level]
        section = Section(level, heading[2].strip(), heading[3], [], [one.title for one in stack])
        stack.append(section)
        found.append(section)
    return found


def tables(lines):
    """The tables among these lines, outermost ones only, each with the name of the tab that it stands in.

    A last row that is not closed counts: pages have them.
    """
    found = []
    tabs = []
    index = 0
    fenced = False
    while index < len(lines):
        line = lines[index]
        stripped = line.strip()
        if FENCE.match(line):
            fenced = not fenced
        if not fenced:
            if "{% list tabs" in stripped:
                tabs.append([len(line) - len(line.lstrip()), None])
            elif "{% endlist" in stripped and tabs:
                tabs.pop()
            elif tabs and (tab := TAB.match(line)) and len(tab[1]) == tabs[-1][0]:
                tabs[-1][1] = tab[2].strip("*` ")
            elif stripped.startswith("#|"):
                table, index = _table(lines, index)
                table.tab = next((name for _, name in reversed(tabs) if name), None)
                found.append(table)
        index += 1
    return found


def _table(lines, start):
    """One table that begins at `start`, and the index of its last line."""
    rows, row = [], None
    depth, fenced = 0, False
    index = start
    while index < len(lines):
        line = lines[index]
        stripped = line.strip()
        if index == start:
            stripped = stripped[2:].strip()
        if FENCE.match(line) and not _opens_and_closes(stripped):
            fenced = not fenced
        elif not fenced:
            if index > start and stripped.startswith("#|"):
                depth += 1
            elif depth and stripped.endswith("|#"):
                depth -= 1
            elif not depth:
                ends = stripped.endswith("|#")
                if ends:
                    stripped = stripped[:-2].rstrip()
                row = _feed(stripped, line, row, rows)
                if ends:
                    break
                index += 1
                continue
        if row is not None:
            row.append(line)
        index += 1
    if row is not None and "".join(row).strip():
        rows.append(row)
    cells = [_cells("\n".join(one)) for one in rows]
    header = cells[0] if cells and _is_header(cells[0]) else []
    return Table(cells[1:] if header else cells, header), index


def _opens_and_closes(text):
    return text.count("```") > 1


def _feed(stripped, line, row, rows):
    """Adds a line of a table to the rows; returns the row that is open after it."""
    if stripped == "||":
        if row is None:
            return []
        rows.append(row)
        return None
    if stripped.startswith("- ||"):
        stripped = stripped[2:]
    if stripped.startswith("||"):
        if row is not None and "".join(row).strip():
            rows.append(row)
        row = []
        stripped = stripped[2:]
        line = stripped
    if row is None:
        return None
    if stripped.endswith("||"):
        row.append(line.rstrip()[:-2])
        rows.append(row)
        return None
    row.append(line)
    return row


def _cells(text):
    """The cells of a row: parted by `|` outside code, links and nested tables."""
    cells, current = [], []
    index, depth, ticks, fenced = 0, 0, "", False
    while index < len(text):
        rest = text[index:]
        if rest.startswith("```"):
            fenced = not fenced
            current.append("```")
            index += 3
            continue
        char = text[index]
        if not fenced:
            if rest.startswith("#|") and not ticks:
                depth += 1
                current.append("#|")
                index += 2
                continue
            if rest.startswith("|#") and not ticks and depth:
                depth -= 1
                current.append("|#")
                index += 2
                continue
            if char == "\\" and index + 1 < len(text):
                current.append(text[index : index + 2])
                index += 2
                continue
            if char == "`":
                ticks = "" if ticks else "`"
            elif char == "\n" and text[index : index + 2] == "\n\n":
                ticks = ""
            elif char == "|" and not ticks and not depth:
                cells.append("".join(current))
                current = []
                index += 1
                continue
        current.append(char)
        index += 1
    cells.append("".join(current))
    return [cell.strip() for cell in cells]


HEADER_WORDS = {
    "attribute", "code", "description", "element", "error", "error code", "field", "field name", "http status", "key",
    "method", "name", "object", "option", "parameter", "parameter name", "property", "status", "title", "type", "value",
}


def _is_header(cells):
    """Whether a row only names the columns."""
    first = plain(cells[0].split("\n")[0]).lower()
    if not cells[0].startswith("**") or "[" in cells[0]:
        return False
    if first in HEADER_WORDS:
        return True
    return all(cell.startswith("**") and "[" not in cell for cell in cells if cell) and len(cells) > 1 and any(
        "description" in cell.lower() or cell.strip("*") == "Type" for cell in cells[1:])


def plain(text):
    """Text without marks of emphasis, code and links."""
    text = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", text)
    return re.sub(r"\s+", " ", text.replace("\\", "")).strip("*`^ ").strip()
