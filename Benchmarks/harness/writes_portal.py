"""The local portal of the job `writes`: made once, copied for each contender, asked afterwards what it did."""
import collections
import dataclasses
import json
import os
import subprocess
import sys
import urllib.request

import portal

sys.path.append(os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "contenders"))
from write_plan import existing, write  # noqa: E402


@dataclasses.dataclass
class Base:
    folder: str
    entity_type: int
    first_id: int
    last_number: int  # of the portal's log


def call(webhook, method, parameters):
    request = urllib.request.Request(
        webhook + method, json.dumps(parameters).encode(), {"Content-Type": "application/json"})
    with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(request, timeout=120) as answer:
        return json.load(answer)["result"]


def prepare(stand, folder, count):
    """A smart process with the items that will be changed and deleted."""
    running = portal.LocalPortal(stand.b24, folder, ["--flavour", "box"])
    try:
        kind = call(running.webhook, "crm.type.add", {"fields": {"title": "Bench"}})["type"]["entityTypeId"]
        ids = []
        for start in range(0, existing(count), 50):
            commands = {
                f"c{number:05}": f"crm.item.add?entityTypeId={kind}&fields[title]=old"
                for number in range(start, min(start + 50, existing(count)))}
            answer = call(running.webhook, "batch", {"halt": 1, "cmd": commands})["result"]
            ids += [answer[key]["item"]["id"] for key in commands]
        if ids != list(range(ids[0], ids[0] + len(ids))):
            raise RuntimeError("the ids of the new items have gaps")
        return Base(folder, kind, ids[0], max((line["number"] for line in running.log(0)), default=0))
    finally:
        running.stop()


class Truth:
    """How often each write ran, by the portal's own log and its items."""

    def __init__(self, stand, folder, base, count):
        self.executed = collections.Counter()
        running = portal.LocalPortal(stand.b24, folder, ["--flavour", "box"])
        try:
            log = running.log(base.last_number)
            titles = dict(self.titles(running.webhook, base, existing(count)))
        finally:
            running.stop()
        self.refused = len({line["request"] for line in log if line["outcome"] == "limit"})
        by_place = {}
        for index in range(count):
            method, parameters = write(index, base.entity_type, base.first_id)
            if method != "crm.item.add":
                by_place[method, parameters["id"]] = index
        for line in log:
            if line["outcome"] != "ran":
                continue
            if line["method"] == "crm.item.add":
                self.executed[titles[line["id"]]] += 1
            else:
                self.executed[by_place[line["method"], line["id"]]] += 1

    @staticmethod
    def titles(webhook, base, old):
        """Which write each added item came from."""
        last = base.first_id + old - 1
        while True:
            commands = {"p0": Truth.page(base, str(last))}
            for number in range(1, 50):
                commands[f"p{number}"] = Truth.page(base, f"$result[p{number - 1}][items][49][id]")
            pages = call(webhook, "batch", {"halt": 1, "cmd": commands})["result"]
            for number in range(50):
                items = pages.get(f"p{number}", {}).get("items", []) if isinstance(pages, dict) else []
                for item in items:
                    yield item["id"], int(item["title"].split()[1])
                    last = item["id"]
                if len(items) < 50:
                    return

    @staticmethod
    def page(base, after):
        return (
            f"crm.item.list?entityTypeId={base.entity_type}&select[0]=id&select[1]=title&order[id]=ASC"
            f"&filter[>id]={after}&start=-1")


def last_run(stand, environment):
    """The id of b24's last run, from `b24 log`."""
    answer = subprocess.run([stand.b24, "log", "--format", "json"], capture_output=True, text=True, env=environment)
    try:
        runs = json.loads(answer.stdout)
    except ValueError:
        return None
    runs = runs if isinstance(runs, list) else []
    names = [run.get("run") or run.get("id") for run in runs if isinstance(run, dict)]
    return names[0] if names else None
