"""One job: contenders take turns, every answer is checked, medians are kept."""
import dataclasses
import os
import shutil
import statistics
import typing

import measure


@dataclasses.dataclass
class Result:
    contender: str
    runs: list = dataclasses.field(default_factory=list)
    counters: list = dataclasses.field(default_factory=list)
    samples: list = dataclasses.field(default_factory=list)
    problem: typing.Optional[str] = None

    def median(self, value):
        return statistics.median(value(run) for run in self.runs)

    @property
    def wall(self):
        return self.median(lambda run: run.wall)

    @property
    def memory(self):
        return self.median(lambda run: run.memory)

    @property
    def cpu(self):
        return self.median(lambda run: run.cpu)

    def worst(self, name):
        return max((counters[name] for counters in self.counters), default=0)

    @property
    def counts(self):
        """Whether there is a time to compare."""
        return bool(self.runs) and not self.problem


@dataclasses.dataclass
class Contender:
    name: str
    path: str

    def command(self, stand, job):
        argument = str(job.count)
        if self.path.endswith(".lua"):
            profile = ["--profile", "limited" if job.bucket else "unlimited"]
            return [stand.b24, "run", *profile, "--no-input", self.path, argument]
        if self.path.endswith(".py"):
            more = [job.name] if self.name == ALONE else []
            return [stand.python, self.path, argument, *more]
        return ["sh", self.path, argument]

    def missing(self, stand):
        """Why it can't take part."""
        if self.path.endswith(".py") and not stand.python:
            return stand.python_problem
        if self.name == "b24pysdk" and not stand.portal.tls:
            return "knows only https, and there is no stunnel"
        if self.path.endswith(".sh") and self.name != "b24" and not shutil.which(self.name):
            return "not installed"
        return None


ALONE = "(server alone)"


def scripts(stand, name):
    """The contenders of a folder. `with_` keeps a script in Python from hiding the package that it imports."""
    folder = os.path.join(stand.folder, "contenders", name)
    return [
        Contender(os.path.splitext(name)[0].removeprefix("with_"), os.path.join(folder, name))
        for name in sorted(os.listdir(folder)) if name.endswith((".lua", ".py", ".sh"))]


def contenders(stand, job):
    found = [one for one in scripts(stand, job.folder) if not job.only or one.name in job.only]
    if job.alone:
        found.append(Contender(ALONE, os.path.join(stand.folder, "contenders", "raw.py")))
    return found


def hold(stand, job, rounds, say):
    """All rounds of a job: results in the order of the table."""
    results = {one.name: Result(one.name) for one in contenders(stand, job)}
    for number in range(rounds):
        for one in contenders(stand, job):
            result = results[one.name]
            if result.problem:
                continue
            result.problem = one.missing(stand)
            if result.problem:
                continue
            say(f"{job.name} {number + 1}/{rounds}: {one.name}")
            take_turn(stand, job, one, result)
    return list(results.values())


def take_turn(stand, job, one, result):
    if job.bucket and one.path.endswith(".lua"):
        stand.portal.wait_until_drained()
    expected = stand.portal.set(job.rows, job.latency, job.bucket)
    webhook = stand.portal.webhook(limited=bool(job.bucket))
    environment = dict(stand.environment, BENCH_URL=webhook, B24_WEBHOOK_URL=webhook, BENCH_B24=stand.b24)
    if job.bucket:
        environment["BENCH_LIMITED"] = "1"
    commands = [one.command(stand, job)] * job.copies
    runs, samples = measure.measure(stand.measure, commands, environment, watch=job.watch)
    result.counters.append(stand.portal.counters())
    if job.bucket:
        stand.portal.filled(job.bucket)
    for run in runs:
        result.problem = result.problem or complaint(job, one, run, expected)
    if job.copies > 1:
        last = max(runs, key=lambda run: run.wall)
        runs = [dataclasses.replace(last, memory=max(run.memory for run in runs), cpu=sum(run.cpu for run in runs))]
    result.runs += runs
    result.samples += samples


def complaint(job, one, run, expected):
    """What is wrong with a run; a time is shown only for the whole job."""
    if run.code != 0:
        return f"FAILED ({run.code}): {run.message()}"
    if not job.calls_portal or one.name == ALONE:
        return None
    answer = run.answer()
    if not answer:
        return "WRONG: no result"
    for name in ("rows", "ids", "opportunities"):
        # What a contender does not sum up (curl, a call of another method) is not compared.
        if answer.get(name) is not None and answer[name] != expected[name]:
            return f"WRONG: {name} {answer[name]}, not {expected[name]}"
    return None
