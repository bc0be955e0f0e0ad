"""Running contenders: wall time, processor time and peak memory of whole processes."""
import concurrent.futures
import dataclasses
import json
import os
import subprocess
import tempfile
import threading
import time


@dataclasses.dataclass
class Run:
    wall: float
    memory: int  # bytes, the peak
    cpu: float  # seconds
    code: int
    output: str
    errors: str

    def answer(self):
        """The last line of the output as JSON: what the contender says it found."""
        lines = [line for line in self.output.splitlines() if line.strip()]
        try:
            return json.loads(lines[-1]) if lines else None
        except ValueError:
            return None

    def message(self):
        """The line that says what went wrong: Python tells it last."""
        lines = [line for line in self.errors.splitlines() if line.strip()]
        if not lines:
            return "no message"
        return lines[-1 if any(line.startswith("Traceback") for line in lines) else 0][:160]


class Running:
    """A contender at work. Standard input is empty: nobody is asked anything."""

    def __init__(self, tool, command, environment, timeout):
        self.figures = tempfile.NamedTemporaryFile("r", suffix=".json")
        self.timeout = timeout
        self.process = subprocess.Popen(
            [tool, self.figures.name, *command], env=environment, text=True, errors="replace",
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True)

    def wait(self):
        try:
            output, errors = self.process.communicate(timeout=self.timeout)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, 9)
            output, errors = self.process.communicate()
            return Run(self.timeout, 0, 0, 124, output, f"no end after {self.timeout} s")
        text = self.figures.read()
        if not text:
            return Run(0, 0, 0, 127, output, errors or output)
        figures = json.loads(text)
        return Run(figures["wall"], figures["memory"], figures["cpu"], figures["code"], output, errors)


def measure(tool, commands, environment, timeout=600, watch=False):
    """Runs commands at the same time: what each of them took, and samples of the first one's memory."""
    running = [Running(tool, command, environment, timeout) for command in commands]
    memory = MemoryWatch(running[0].process.pid) if watch else None
    with concurrent.futures.ThreadPoolExecutor(len(running)) as pool:
        runs = list(pool.map(Running.wait, running))
    return runs, memory.finish() if memory else []


class MemoryWatch:
    """Samples the memory of the only child of a process: seconds since the start and bytes."""

    def __init__(self, parent, interval=0.1):
        self.samples = []
        self.parent, self.interval = parent, interval
        self.stop = threading.Event()
        self.thread = threading.Thread(target=self._watch)
        self.thread.start()

    def _watch(self):
        start = time.monotonic()
        child = None
        while not self.stop.wait(self.interval):
            child = child or self._child()
            if child:
                listing = subprocess.run(["ps", "-o", "rss=", "-p", child], capture_output=True, text=True).stdout
                if listing.strip():
                    self.samples.append((time.monotonic() - start, int(listing) * 1024))

    def _child(self):
        listing = subprocess.run(["ps", "-A", "-o", "pid=,ppid="], capture_output=True, text=True).stdout
        for line in listing.splitlines():
            pid, parent = line.split()
            if parent == str(self.parent):
                return pid
        return None

    def finish(self):
        self.stop.set()
        self.thread.join()
        return self.samples
