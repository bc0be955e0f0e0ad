"""The facts of a method's page outside its tables: name, scope, who may call it, version, application, age."""

import re

from markdown import plain

NAME = r"[A-Za-z][A-Za-z0-9]*(?:[._][A-Za-z0-9_]+)*"
DOTTED = re.compile(r"(?<![\w.])([a-z][A-Za-z0-9_]*(?:\.[A-Za-z0-9_]+)+)(?![\w(])")
CALL_URL = re.compile(r"/rest/(?:api/)?(?:[^/\s\"'`]+/[^/\s\"'`]+/)?(%s?)(?:\.json|\.xml)?/?(?=[\s\"'?`]|$)" % NAME)
CALLS = [
    re.compile(r"method:\s*['\"](%s)['\"]" % NAME),
    re.compile(r"callMethod\(\s*['\"](%s)['\"]" % NAME),
    re.compile(r"CRest::call\(\s*['\"](%s)['\"]" % NAME),
    re.compile(r"->call\(\s*['\"](%s)['\"]" % NAME),
]


def title(text):
    found = re.search(r"^# (.+)$", text, re.M)
    return found[1].strip() if found else ""


def called(text):
    """How often each name is called in the page's examples."""
    counts = {}
    for pattern in [CALL_URL, *CALLS]:
        for name in pattern.findall(text):
            if name.endswith((".json", ".xml")):
                name = name.rsplit(".", 1)[0]
            counts[name] = counts.get(name, 0) + 1
    return counts


def method_name(text, file_name=""):
    """The name of the method that a page describes; `None` when it describes none.

    The title names it on nearly every page. Where it does not, or where nobody calls what it names, the page's examples
    tell: the name that is called most.
    """
    head = title(text)
    counts = called(text)
    counts.pop("batch", None) if "batch" not in head.lower() else None
    in_title = [name for name in DOTTED.findall(head) if not name.startswith(("b24.", "bx24."))]
    for name in in_title:
        if name in counts:
            return name
    # The same name in another case: the examples are what was tried out.
    lower = {name.lower(): name for name in counts}
    for name in in_title:
        if name.lower() in lower:
            return name
    # A page copied from another one keeps the other's calls, and a title can be misspelt: the file knows better.
    stem = re.sub(r"[\W_]", "", re.sub(r"\.md$", "", file_name).lower())
    for name in [*in_title, *counts]:
        if re.sub(r"[\W_]", "", name.lower()) == stem:
            return name
    if counts and in_title:
        return max(counts, key=counts.get)
    if counts:
        best = max(counts, key=counts.get)
        return best if best.lower() in re.split(r"[-.]", file_name.lower()) else None
    return in_title[-1] if in_title else None


def scopes(text):
    """The scopes of `> Scope:`, and the parameter that adds another one."""
    line = re.search(r"^>?\s*\**Scope\**\s*:\s*(.*)$", text, re.M | re.I)
    if not line:
        return [], None
    names = []
    for code in re.findall(r"`([^`]+)`", line[1]):
        names += [one.strip() for one in code.split(",")]
    parameter = None
    if of := re.search(r"module scope from `(\w+)`", line[1]):
        parameter = of[1]
    return [one for one in names if re.fullmatch(r"[a-z][\w.]*", one) and one != parameter], parameter


def who(text):
    """The text after "Who can execute the method:", in one line."""
    found = re.search(r"^>\s*Who can [^:\n]*:([^\n]*(?:\n>[^\n]*)*)", text, re.M | re.I)
    return plain(re.sub(r"\n>", " ", found[1])) if found else ""


ANYONE = {"any user", "authorized user"}
CRM_ADMIN = re.compile(
    r"crm administrator|administrator crm|administrative access to the crm section|administrator with access to crm"
    r"|^administrator, user with (?:the )?[\"“]allow to (?:modify|change) settings[\"”] access permission in crm",
    re.I)


def admin(text):
    """`(admin, level)`: true, false, or `None` where some right on the object decides."""
    people = who(text).strip(" .")
    if people.lower() in ANYONE:
        return False, None
    if re.fullmatch(r"administrator(, authorized in the application)?", people, re.I):
        return True, "portal"
    if CRM_ADMIN.search(people):
        return True, "crm"
    if re.fullmatch(r"(online )?store administrator", people, re.I):
        return True, "sale"
    return None, None


def is_rest3(text):
    """Whether the examples call the address of REST 3."""
    return bool(re.search(r"/rest/api/", text)) and not re.search(r"/rest/(?!api/)\S*[\w*]+/[\w*]+/%s" % NAME, text)


def introduction(text):
    """The page up to its parameters or examples."""
    return re.split(r"^## ", text, maxsplit=1, flags=re.M)[0]


APPLICATION = re.compile(
    r"application context required|available only for application authorization|no application context"
    r"|(?:not (?:called )?(?:in|within|from)|outside(?: of)?|out of)(?: the)? (?:application context|context of)"
    r"|access token not from the application", re.I)
APPLICATION_ONLY = re.compile(
    r"works? only (?:in|within) the (?:authorization )?context of"
    r"|can only be (?:executed|called) in the application context", re.I)


def application_only(text, error_rows):
    """Whether a webhook cannot call it.

    - Parameters: `error_rows` are the rows of the page's error tables, cell by cell.
    """
    people = who(text).lower()
    if "upon application authorization" in people or "in the application context" in people:
        return True
    head = plain(introduction(text).replace("\n", " . "))
    if APPLICATION_ONLY.search(head):
        return True
    for row in error_rows:
        line = plain(" | ".join(row))
        if "session authorization" in line.lower() or "PROVIDER_ID" in line:
            continue
        if "ERROR_WRONG_CONTEXT" in line:
            continue
        if APPLICATION.search(line) or "WRONG_AUTH_TYPE" in line:
            return True
    return False


def deprecated(text, path):
    """Whether the page, or the chapter that it stands in, says that the method is old."""
    return bool(re.search(r"{%\s*note\s+\w+\s+\"deprecated", introduction(text), re.I)) or "/outdated/" in path


def webhook_example(text):
    """True with an example that calls through a webhook, false with examples through OAuth only, `None` without any."""
    if re.search(r"/rest/(?:api/)?[^/\s\"']+/[^/\s\"']+/%s" % NAME, text):
        return True
    return False if re.search(r"-\s*cURL", text) else None


def is_method_page(text, page):
    """Whether a page describes a method, rather than an event, a chapter or a function of the browser library."""
    if page.endswith("/index.md"):
        return False
    return bool(re.search(r"^> ?Who can execute (?:the|this) method:", text, re.M | re.I)) or bool(
        re.search(r"^## (?:Method Parameters|Code Examples?)", text, re.M | re.I) and called(text))
