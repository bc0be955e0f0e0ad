"""The one table of a run, as Markdown."""

HEADER = [
    "job", "who", "time, s", "/ best peer", "processor, s", "memory, MB", "/ best peer", "requests", "most at once",
    "connections", "503", "rounds", "target",
]
OURS = "b24"


def best_peer(results, alone):
    peers = [one for one in results if one.contender not in (OURS, alone) and one.counts]
    return min(peers, key=lambda one: one.wall, default=None)


def print_job(job, results, alone, out):
    best = best_peer(results, alone)
    first = True
    for one in sorted(results, key=lambda one: (one.contender == alone, one.wall if one.counts else float("inf"))):
        cells = [job.title if first else "", one.contender]
        first = False
        if not one.counts:
            cells += [one.problem or "not run"] + [""] * (len(HEADER) - 3)
        else:
            compared = best is not None and one.contender != alone
            cells += [
                seconds(one.wall), f"{one.wall / best.wall:.2f}" if compared else "", seconds(one.cpu),
                f"{one.memory / 1e6:.0f}", f"{one.memory / best.memory:.2f}" if compared else "",
                *(str(one.worst(name)) if job.calls_portal else ""
                  for name in ("requests", "mostInFlight", "connections", "refused")),
                str(len(one.runs)),
                verdict(job, one, results, best) if one.contender == OURS else "",
            ]
        row(cells, out)


def verdict(job, ours, results, best):
    """The target and whether it was met: for the reader, nothing fails because of it."""
    if job.watch:
        return flatness(ours)
    if not job.target:
        return ""
    target = job.target
    if target.of == "floor":
        floor = job.floor()
        share = ours.wall / floor
        met = share <= target.time and ours.worst("refused") == 0
        return f"{mark(met)} {target.text()} ({floor:g} s), no 503: {share:.3f}"
    other = best if target.of == "best" else next((one for one in results if one.contender == target.of and one.counts), None)
    if other is None:
        return f"{target.text()}: nobody to compare with"
    share = ours.wall / other.wall
    met = share <= target.time
    text = f"{target.text()}: {share:.3f}"
    if target.memory:
        memory = ours.memory / other.memory
        met = met and memory <= target.memory
        text += f", memory {memory:.2f}"
    if job.name == "calls":
        met = met and ours.worst("connections") == 1
        text += f", {ours.worst('connections')} connection(s)"
    return f"{mark(met)} {text}"


def flatness(ours):
    """Memory while a list is streamed; the first fifth is warming up."""
    if not ours.samples:
        return "no samples"
    end = ours.samples[-1][0]
    warm = [memory for time, memory in ours.samples if time > end / 5]
    spread = (max(warm) - min(warm)) / 1e6
    return (
        f"{mark(spread <= 10)} max - min <= 10 MB after warm-up: {spread:.1f} MB "
        f"({min(warm) / 1e6:.0f} to {max(warm) / 1e6:.0f}, {len(warm)} samples)")


def mark(met):
    return "met," if met else "**missed,**"


def seconds(value):
    return f"{value:.3f}" if value < 1 else f"{value:.2f}"


def row(cells, out):
    print("| " + " | ".join(cell.replace("|", "/") for cell in cells) + " |", file=out, flush=True)


def header(out):
    row(HEADER, out)
    row(["---", "---"] + ["---:"] * 10 + ["---"], out)
