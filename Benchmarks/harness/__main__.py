"""python3 Benchmarks/harness B24 CANNED_PORTAL MEASURE: b24 beside what a user would pick instead, in one run.

Settings come from the environment: JOBS (names, separated by commas), ROUNDS, LONG_ROUNDS.
"""
import dataclasses
import io
import os
import platform
import sys
import tempfile
import typing

import contest
import jobs
import portal
import setup
import table
import writes


@dataclasses.dataclass
class Stand:
    folder: str  # Benchmarks/
    scratch: str
    b24: str
    measure: str
    python: typing.Optional[str]
    python_problem: typing.Optional[str]
    portal: typing.Any  # the CannedPortal
    terminate: typing.Callable
    environment: dict


def say(text):
    print(text, file=sys.stderr, flush=True)


def main():
    b24, canned_portal, measure = map(os.path.abspath, sys.argv[1:4])
    folder = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    work = os.path.join(folder, ".work")
    os.makedirs(work, exist_ok=True)
    rounds = int(os.environ.get("ROUNDS") or 5)
    settings = {
        "rounds": rounds, "quick_rounds": rounds * 3, "long_rounds": int(os.environ.get("LONG_ROUNDS") or min(rounds, 3))}
    wanted = [name for name in os.environ.get("JOBS", "").replace(" ", "").split(",") if name]
    known = [job.name for job in jobs.JOBS] + [writes.NAME]
    for name in wanted:
        if name not in known:
            sys.exit(f"no job {name!r}; there are {', '.join(known)}")

    say("certificates and peers")
    certificate, key, authority = setup.certificate(work)
    python, problem = setup.peers(work, os.path.join(folder, "requirements.txt"))
    if problem:
        say(f"the peers in Python can't take part: {problem}")
    if not portal.Terminator.PROGRAM:
        say("no stunnel: everything goes over http, and b24pysdk, which knows only https, can't take part")
    with tempfile.TemporaryDirectory(prefix="b24-bench-") as scratch:

        def terminate(port):
            return portal.Terminator(scratch, certificate, key, port) if portal.Terminator.PROGRAM else None

        server = portal.CannedPortal(canned_portal, terminate)
        os.makedirs(os.path.join(scratch, "runtime"), mode=0o700)
        setup.profile(scratch, "unlimited", server.webhook(), "box")
        setup.profile(scratch, "limited", server.webhook(limited=True), "basic")
        stand = Stand(folder, scratch, b24, measure, python, problem, server, terminate, setup.environment(scratch, authority))
        # The table is printed whole at the end, whatever the talk on standard error looked like.
        text = io.StringIO()
        table.header(text)
        try:
            for job in jobs.JOBS:
                if not wanted or job.name in wanted:
                    table.print_job(job, contest.hold(stand, job, settings[job.rounds], say), contest.ALONE, text)
        finally:
            server.stop()
            machine = f"{os.cpu_count()} processors, {platform.platform()}, Python {platform.python_version()}"
            print(f"{machine}; medians of whole processes\n")
            if wanted != [writes.NAME]:
                print(text.getvalue(), flush=True)
        if not wanted or writes.NAME in wanted:
            writes.print_scores(writes.hold(stand, say))


main()
