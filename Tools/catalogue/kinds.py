"""What a method does to the portal, told by its name alone: `read`, `write` or `destructive`.

The rules, tried in this order (README.md says why):

1. `delete` or `remove` anywhere in the name (not `unDelete`), or a last part that takes something away: destructive.
2. A last part that is a plain verb of writing: write.
3. A part that begins with `get`, `crm.enum.*`, or a last part that reads: read.
4. Anything else: write. What cannot be told apart is treated with care.
"""

import re

TAKES_AWAY = {
    "clear", "forcecommonscopeforall", "kill", "markdeleted", "mergebatch", "reset", "terminate", "unbind",
    "unbindingfromgroup", "unbindingfrommenu", "unregister", "unset",
}

WRITES = {
    "add", "bind", "complete", "import", "move", "register", "save", "send", "set", "start", "stop", "update", "upload",
}

#: Last parts that read, whole.
READS = {
    "access", "admin", "availabletoadd", "children", "countries", "current", "documentation", "download", "events",
    "fields", "fullexport", "groups", "id", "important", "info", "instances", "items", "methods", "mode",
    "multidepartment", "name", "nearest", "openapi", "profile", "scope", "senders", "settings", "status", "statuslist",
    "subordinates", "tail", "text", "thread", "time", "types", "url",
}

#: Beginnings of last parts that read.
READS_PREFIX = ("get", "list", "is", "has", "can", "find", "search", "check", "count", "resolve")
#: Words that begin so and do something else.
NOT_READS = {"cancel", "cancellist"}

#: By what they do rather than by their names: reading the queue of offline events empties it; the offset of a bot's events
#: confirms all that come before it; asking for an external link
#: makes one, which opens the file to everybody who has it; asking for an application's storage makes that.
EXCEPTIONS = {
    "event.offline.get": "destructive", "imbot.v2.event.get": "destructive", "im.v2.event.get": "destructive",
    "disk.file.getexternallink": "write", "disk.folder.getexternallink": "write",
    "crm.invoice.getexternallink": "write", "disk.storage.getforapp": "write",
}


def kind(method):
    """`read`, `write` or `destructive`."""
    name = method.lower()
    if name in EXCEPTIONS:
        return EXCEPTIONS[name]
    last = name.rsplit(".", 1)[-1]
    if re.search(r"(?<!un)delete|remove", name) or last in TAKES_AWAY:
        return "destructive"
    if last in WRITES:
        return "write"
    if name.startswith("crm.enum.") or any(part.startswith("get") for part in name.split(".")):
        return "read"
    if last in READS or (last.startswith(READS_PREFIX) and last not in NOT_READS):
        return "read"
    return "write"
