"""The job `writes`: 5,000 mixed writes under a rate limit and faults, scored by what the portal itself says it did.

Not a race: what counts is that nothing is done twice, nothing is lost, and the report is true.
"""
import collections
import dataclasses
import os
import re
import shutil
import signal
import subprocess
import sys
import time
import urllib.parse

import contest
import measure
import portal
import writes_portal

NAME = "writes"
COUNT = int(os.environ.get("WRITES") or 5000)
# Commands and requests refused, connections reset before and after the work was done, and five answers lost.
FAULTS = [
    "crm.item.*:503:1%", "*:503:1%", "batch:reset-before:1@12", "batch:reset:1@33",
    *(f"batch:drop:1@{number}" for number in (8, 21, 40, 60, 80)),
]


@dataclasses.dataclass
class Score:
    contender: str
    wall: float = 0.0
    doubled: int = 0  # ran more than once
    lost: int = 0  # reported as done, never ran
    untold: int = 0  # ran, reported as failed or not at all
    unknown: int = 0  # reported as unknown
    undone: int = 0  # never ran, and that is what the report says
    refused: int = 0  # requests that met the rate limit
    note: str = ""


def hold(stand, say):
    """One round: every contender gets a copy of the same portal."""
    folder = os.path.join(stand.scratch, "writes")
    os.makedirs(folder)
    say("writes: preparing a portal")
    try:
        base = writes_portal.prepare(stand, os.path.join(folder, "base"), COUNT)
    except (RuntimeError, OSError) as error:
        return [Score("b24", note=f"no local portal: {error}")]
    scores = []
    for one in contest.scripts(stand, NAME):
        missing = one.missing(stand)
        if missing:
            scores.append(Score(one.name, note=missing))
            continue
        say(f"writes: {one.name}")
        scores.append(compete(stand, one, base, os.path.join(folder, one.name)))
    return scores


def compete(stand, one, base, folder):
    shutil.copytree(base.folder, folder)
    try:
        running = portal.LocalPortal(
            stand.b24, folder, ["--plan", "basic", "--fault-seed", "24"] + [word for fault in FAULTS for word in ("--fault", fault)])
    except RuntimeError as error:
        return Score(one.name, note=str(error))
    address = urllib.parse.urlsplit(running.webhook)
    tls = stand.terminate(address.port)
    webhook = running.webhook if tls is None else f"https://127.0.0.1:{tls.port}{address.path}"
    environment = dict(stand.environment, BENCH_URL=webhook, B24_WEBHOOK_URL=webhook, BENCH_LIMITED="1")
    words = [str(COUNT), str(base.entity_type), str(base.first_id)]
    if one.path.endswith(".lua"):
        command = [stand.b24, "run", "--no-input", "--yes", one.path, *words]
    else:
        command = [stand.python, one.path, *words]
    try:
        if one.name == "b24":
            run, note = killed_and_resumed(stand, command, environment, running, base)
        else:
            (run,), _ = measure.measure(stand.measure, [command], environment, timeout=900)
            note = ""
    finally:
        if tls:
            tls.stop()
        running.stop()
    report = run.answer()
    if not isinstance(report, dict):
        note += f" no report ({run.code}): {run.message()}"
        report = {}
    return score(one.name, run.wall, report, writes_portal.Truth(stand, folder, base, COUNT), note.strip())


def killed_and_resumed(stand, command, environment, running, base):
    """b24 is killed without a warning when half of the writes have run, and told to finish what it began."""
    commands = subprocess.run([stand.b24, "--help"], capture_output=True, env=environment, text=True).stdout
    if not re.search(r"^ +resume ", commands, re.MULTILINE):
        (run,), _ = measure.measure(stand.measure, [command], environment, timeout=900)
        return run, "not killed: this b24 has no resume."
    start = time.monotonic()
    first = subprocess.Popen(
        command, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    seen = 0
    while first.poll() is None and seen < COUNT // 2:
        time.sleep(0.3)
        seen = sum(1 for line in running.log(base.last_number) if line["outcome"] == "ran")
    killed_at = time.monotonic() - start
    first.send_signal(signal.SIGKILL)
    first.wait()
    run_id = writes_portal.last_run(stand, environment)
    if not run_id:
        return measure.Run(killed_at, 0, 0, 1, "", "no run in b24 log"), f"killed after {seen} writes, not resumed:"
    (run,), _ = measure.measure(
        stand.measure, [[stand.b24, "resume", run_id, "--no-input", "--yes"]], environment, timeout=900)
    return dataclasses.replace(run, wall=killed_at + run.wall), f"kill -9 after {seen} writes, then b24 resume."


def score(name, wall, report, truth, note):
    told = collections.defaultdict(lambda: "failed")
    for kind in ("done", "failed", "unknown"):
        for index in report.get(kind) or []:
            told[index] = kind
    result = Score(name, wall=wall, refused=truth.refused, note=note)
    for index in range(COUNT):
        times = truth.executed[index]
        result.doubled += times > 1
        result.unknown += told[index] == "unknown"
        result.lost += told[index] == "done" and times == 0
        result.untold += told[index] == "failed" and times > 0
        result.undone += told[index] == "failed" and times == 0
    return result


def print_scores(scores, out=sys.stdout):
    print(f"\n{COUNT:,} mixed writes, 50 requests and 2 a second; faults: {', '.join(FAULTS)}\n", file=out)
    print("| who | doubled | said done, never ran | ran, not said | said unknown | said not done, true | met the rate limit | time, s | |", file=out)
    print("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | --- |", file=out)
    for one in scores:
        if one.wall:
            cells = [one.doubled, one.lost, one.untold, one.unknown, one.undone, one.refused, f"{one.wall:.1f}", one.note]
        else:
            cells = [""] * 7 + [one.note]
        print("| " + " | ".join([one.contender, *map(str, cells)]) + " |", file=out, flush=True)
