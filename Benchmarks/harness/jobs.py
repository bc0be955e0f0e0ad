"""The jobs: what is asked of the canned portal, who does it, and what it should take."""
import dataclasses
import typing

BUCKET = (50.0, 2.0)  # the plans below Enterprise -> settings/performance/limits


@dataclasses.dataclass
class Target:
    """At most this share of somebody else's time or memory, or this many seconds."""

    time: float
    of: str  # "best" (the fastest peer that did the job) or a peer's name; "floor" for the bucket's own
    memory: typing.Optional[float] = None

    def text(self):
        against = {"best": "the best peer", "floor": "the floor"}.get(self.of, self.of)
        share = f"1/{round(1 / self.time)}" if self.time < 1 else f"{self.time:g} x"
        memory = f", memory <= 1/{round(1 / self.memory)}" if self.memory else ""
        return f"<= {share} of {against}{memory}"


@dataclasses.dataclass
class Job:
    name: str
    title: str
    scripts: str = ""  # the folder in contenders/, where it is not the name
    rows: int = 0  # rows of the portal
    argument: int = 0  # what contenders are told to read, where it is not all rows
    latency: float = 0.0
    bucket: typing.Optional[tuple] = None
    copies: int = 1  # processes at the same time
    target: typing.Optional[Target] = None
    rounds: str = "rounds"  # which setting says how many
    watch: bool = False  # memory over time
    only: typing.Optional[tuple] = None
    alone: bool = False  # whether the server is measured alone, too
    calls_portal: bool = True

    @property
    def folder(self):
        return self.scripts or self.name

    @property
    def count(self):
        return self.argument or self.rows

    def floor(self):
        """Seconds that the bucket asks for when every request is a full batch of fifty pages of fifty rows."""
        if not self.bucket:
            return None
        requests = -(-self.rows * self.copies // 2500)
        return max(0.0, (requests - self.bucket[0]) / self.bucket[1])


JOBS = [
    Job("start", "a process starts and does nothing", rounds="quick_rounds", calls_portal=False),
    Job("call", "a process starts and makes one call", rows=1, argument=1, rounds="quick_rounds"),
    Job("calls", "100 calls, one after the other", rows=100, target=Target(1 / 8, "b24pysdk"), alone=True),
    Job("rows", "100,000 rows, 80 ms latency, no rate limit", rows=100_000, latency=0.08,
        target=Target(1 / 4, "best", memory=1 / 3), alone=True),
    Job("gets", "1,000 rows one by one by their ids, 80 ms latency, no rate limit", rows=1_000, latency=0.08,
        target=Target(1 / 2, "best"), alone=True),
    Job("limited", "300,000 rows, 80 ms latency, 50 requests and 2 a second", scripts="rows", rows=300_000, latency=0.08,
        bucket=BUCKET, target=Target(1.05, "floor"), rounds="long_rounds"),
    Job("two", "2 processes read 150,000 rows each, one bucket of 50 and 2 a second", scripts="rows", rows=150_000,
        latency=0.08, bucket=BUCKET, copies=2, target=Target(1.05, "floor"), rounds="long_rounds", only=("b24",)),
    Job("stream", "1,000,000 rows streamed, no rate limit: memory over time", scripts="rows", rows=1_000_000,
        latency=0.08, rounds="long_rounds", watch=True, only=("b24",)),
]
