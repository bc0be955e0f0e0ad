"""The parameters of a page: the table of "Method Parameters", and the tables that describe members of a parameter.

A table of members belongs to the parameter that its heading names ("Parameter fields"), whose description links to the
heading, or whose type the heading describes ("Type uf_enum_element").
"""

import copy
import re

from markdown import plain, sections, tables

CHAPTER = re.compile(r"(method parameters|parameters|(parameter|fields?) \w+|\w+ parameters?)\b", re.I)
OTHER_CHAPTER = re.compile(r"code example|example|response|returned|error|continue|see also|successful|result", re.I)
#: Headings under "Method Parameters" whose tables are not about what is sent.
NOT_SENT = re.compile(
    r"^(response|returned|result|error|example|possible values|correspondence|.*\bmapping|method operation|export file"
    r"|retrieving|allowed tag|code example|value formats|available reaction)", re.I)
NAME_COLUMNS = ("name", "parameter", "field", "key", "element", "property", "title", "option", "attribute", "filter")
NAME = re.compile(r"\s*\*\*\s*((?:\\.|[^\\])+?)\s*\*\*(?=[\s\\^*,.:;(|\[`]|$)(.*)", re.S)
LINK = re.compile(r"\]\(#([\w.-]+)\)")
TYPE = re.compile(r"[A-Za-z_][\w.]*(?:\[\])?")


def parameters(text):
    """The tree of parameters: `[{name, type, required, of, variant?, children?}]`."""
    top, rest = [], []
    for section in parameter_chapters(sections(text)):
        found = tables(section.lines)
        if is_top(section):
            known = {(one["name"], one.get("variant")) for one in top}
            rows = [one for table in found for one in table_parameters(table)]
            top += [one for one in rows if (one["name"], one.get("variant")) not in known]
        elif found:
            rest.append((section, found))
    if not top:
        top, rest = alternatives(rest)
    attach_all(top, rest)
    return [clean(one, None) for one in top]


def parameter_chapters(all_sections):
    """The sections about parameters, in order: the chapters named so, or else what stands before the examples."""
    chosen, inside = [], False
    for section in all_sections:
        if section.level == 2:
            inside = bool(CHAPTER.match(section.title)) and not OTHER_CHAPTER.match(section.title)
        elif section.level < 2:
            inside = False
        if inside and not (section.level > 2 and NOT_SENT.match(section.title)):
            chosen.append(section)
    if chosen:
        return chosen
    for section in all_sections:
        if section.level > 1 and OTHER_CHAPTER.match(section.title):
            break
        chosen.append(section)
    return chosen


def is_top(section):
    """Whether the tables of a section are the parameters themselves."""
    if section.level < 2:
        return True
    pattern = r"(method )?parameters\b|stage parameters" if section.level == 2 else r"additional parameters"
    return bool(re.match(pattern, section.title, re.I))


def alternatives(rest):
    """Without a table of its own, a chapter describes sets of parameters of which one is sent."""
    first = min((section.level for section, _ in rest), default=0)
    sets = [(section, found) for section, found in rest if section.level == first]
    top = []
    for number, (_, found) in enumerate(sets, 1):
        for one in (one for table in found for one in table_parameters(table)):
            if len(sets) > 1:
                one.setdefault("variant", f"set {number}")
            top.append(one)
    return top, [(section, found) for section, found in rest if section.level != first]


# Tables -----------------------------------------------------------------------------------------------------------


def table_parameters(table):
    """The parameters of a table's rows, with what is needed to find their members."""
    column = name_column(table)
    if column is None:
        return []
    found = []
    for row in table.rows:
        if column >= len(row):
            continue
        one = parameter(row[column], row[column + 1 :], bool(table.header))
        if not one:
            continue
        # A column before the name says for which object the row holds.
        if variant := table.tab or (plain(row[0]) if column else None):
            one["variant"] = variant
        found.append(one)
    return found


def name_column(table):
    """Which column names parameters; `None` when none does."""
    if not table.header:
        return 0 if table.rows and all(row and row[0].startswith("**") for row in table.rows) else None
    for index, cell in enumerate(table.header):
        first = plain(cell.split("\n")[0]).lower()
        if any(first == name or first.startswith(name + " ") for name in NAME_COLUMNS) or "`type`" in cell:
            return index
    return 0 if table.rows and table.rows[0] and table.rows[0][0].startswith("**") else None


def parameter(cell, others, in_name_column):
    """The parameter of a cell `**name*** [`type`](...)`, or `None`. A column of names may hold them as code."""
    marked = NAME.match(cell) or (in_name_column and re.fullmatch(r"`([\w.]+)`()", cell))
    if not marked:
        return None
    name, after = marked[1], marked[2]
    # `**TASKS_TASK**\|**UF_CRM_TASK**` is one name, or two for one thing.
    while further := re.match(r"[*^]*\s*\\\|\s*\*\*\s*([\w.]+)\s*\*\*(.*)", after, re.S):
        name, after = name.rstrip("*") + "|" + further[1], further[2]
    stars = re.match(r"[\\^*]*", after)[0]
    required = "*" in stars and not re.match(r"\*\*(?!\*)", stars)
    name = name.replace("^*^", "*").strip()
    if name.endswith("*") and not name.endswith("\\*"):
        required = True
        name = name.rstrip("*")
    if required and name.endswith("_"):
        # A pattern of names, `DYNAMIC_*`: its star is no mark.
        name, required = name + "*", False
    name = re.sub(r"\\(.)", r"\1", name.strip("` ^"))
    if not name or (" " in name and not name.startswith("<") and not any(one.strip() for one in others)):
        # A row that only parts the rows below it from those above.
        return None
    types = type_of(after[len(stars) :])
    return {
        "name": name, "type": types, "required": required,
        "links": set(LINK.findall(cell + " ".join(others))), "text": " ".join(others),
    }


def type_of(text):
    """The types of a cell after its name, joined with `|`; `None` when it names none."""
    spans = re.findall(r"`+([^`]+)`+", re.sub(r"\]\([^)]*\)", "]", text))
    names = [re.sub(r"[\s\[\\]*$|^[\s\[]+", "", one) if "[]" not in one else one.strip()
             for span in spans for one in re.split(r"\\?\|", span)]
    return "|".join(dict.fromkeys(one for one in names if TYPE.fullmatch(one))) or None


# Members ----------------------------------------------------------------------------------------------------------


def attach_all(top, rest):
    """Gives each table of members to the parameters that it describes; a member's own members may come before it."""
    waiting = rest
    while waiting:
        left = []
        for section, found in waiting:
            owners = owners_of(section, top)
            if not owners:
                left.append((section, found))
                continue
            for owner in owners:
                members = owner.setdefault("children", [])
                known = {(one["name"], one.get("variant")) for one in members}
                for one in (one for table in found for one in table_parameters(table)):
                    if (one["name"], one.get("variant")) not in known:
                        known.add((one["name"], one.get("variant")))
                        members.append(one)
        if len(left) == len(waiting):
            return
        waiting = left


def every(parameters):
    for one in parameters:
        yield one
        yield from every(one.get("children", []))


def owners_of(section, top):
    """The parameters that a heading is about: by a path in the heading, by its name, by a link to it, by its type."""
    nodes = list(every(top))
    words = re.findall(r"[A-Za-z_][\w]*(?:\.[A-Za-z_]\w*|\[[\w ]+\])*", plain(section.title).replace("`", ""))
    for word in words:
        if "." in word or "[" in word:
            path = [one for one in re.split(r"[.\[\]]+", word) if one]
            if found := by_path(path, top):
                return [found]
    anchors = {section.anchor, slug(section.title)} - {None}
    linked = [one for one in nodes if one["links"] & anchors]
    named = [one for one in nodes if one["name"] in words]
    if not named:
        lower = {word.lower() for word in words} | {stem(word) for word in words}
        named = [one for one in nodes if one["name"].lower() in lower]
    free = [one for one in named if not one.get("children")]
    linked = [one for one in linked if not any(other is not one and other in every([one]) for other in linked)]
    if linked:
        both = [one for one in linked if one in named]
        return both or linked
    if named:
        return (free or named)[:1]
    of_type = [one for one in nodes if one["type"] and one["type"].replace("[]", "") in words]
    return of_type or mentioned(section, words, nodes)


def mentioned(section, words, nodes):
    """A heading "NAV_PARAMS Parameter" about something that another parameter's description names in passing."""
    if not re.search(r"\bparameter\b", section.title, re.I):
        return []
    for word in words:
        for one in nodes:
            if word.lower() != "parameter" and re.search(rf"`{re.escape(word)}`", one["text"]):
                member = {"name": word, "type": "object", "required": False, "links": set(), "text": ""}
                one.setdefault("children", []).append(member)
                return [member]
    return []


def slug(title):
    """The anchor that a heading gets when it names none."""
    return re.sub(r"\s+", "-", re.sub(r"[^\w\s-]", "", plain(title).lower())).strip("-")


def stem(word):
    """`Filtering` and `Filterable` are about the filter."""
    return re.sub(r"(ing|able|s)$", "", word.lower())


def by_path(path, nodes):
    for one in nodes:
        if one["name"].lower() == path[0].lower():
            return one if len(path) == 1 else by_path(path[1:], one.get("children", []))
    return None


def clean(one, owner):
    """Only what the catalogue keeps, in its order."""
    kept = {"name": one["name"], "type": one["type"], "required": one["required"], "of": owner}
    if "variant" in one:
        kept["variant"] = one["variant"]
    if one.get("children"):
        kept["children"] = [clean(copy.deepcopy(child), one["name"]) for child in one["children"]]
    return kept
