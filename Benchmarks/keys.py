#!/usr/bin/env python3
"""From key press to repaint: the built b24 at a pseudo-terminal, with its own completer and hinter.

    swift build -c release --product b24 && Benchmarks/keys.py [LINES [KEYS [PROGRAM]]]

It pastes an entry of LINES lines (200), goes into its middle and types KEYS keys (300) of each kind. A key's time is
from its write to the last byte of the repaint, and has the kernel's and Python's share in it, and that of the machine's
neighbours; what b24 itself computes for a key stands beside it. With Tab, to the last byte of the menu.
"""

import fcntl
import os
import pty
import select
import shutil
import statistics
import struct
import sys
import tempfile
import termios
import time

KINDS = {
    "a letter, backspace": [b"x", b"\x7f"],
    "a Cyrillic letter, backspace": ["ж".encode(), b"\x7f"],
    "a bracket (the hint comes), backspace": [b"(", b"\x7f"],
    "a quote (a string begins), backspace": [b'"', b"\x7f"],
    "a bracket that opens a long comment, backspace": [b"-", b"-", b"[", b"[", b"\x7f", b"\x7f", b"\x7f", b"\x7f"],
    "arrow up, arrow down": [b"\x1b[A", b"\x1b[B"],
    "Alt-Enter, backspace": [b"\x1b\r", b"\x7f"],
    "Tab (to the menu), Ctrl-G": [b"\t", b"\x07"],
}


class Terminal:
    def __init__(self, program, columns=120, rows=40):
        home = self.home = tempfile.mkdtemp(prefix="b24-keys-")
        child, self.master = pty.fork()
        if child == 0:
            environment = {"HOME": home, "TERM": "xterm", "PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"}
            os.execve(program, [program, "-p", "demo", "repl"], environment)
        self.child = child
        fcntl.ioctl(self.master, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def settle(self, seconds=0.5):
        while select.select([self.master], [], [], seconds)[0]:
            os.read(self.master, 1 << 16)

    def type(self, text):
        while text:
            readable, writable, _ = select.select([self.master], [self.master], [], 10)
            if readable:
                os.read(self.master, 1 << 16)
            if writable:
                text = text[os.write(self.master, text[:1024]) :]

    def end(self):
        os.kill(self.child, 9)
        os.waitpid(self.child, 0)
        shutil.rmtree(self.home)

    def processor(self):
        """Milliseconds that the program has computed, all its threads together; `None` where the system does not tell."""
        try:
            tasks = os.listdir(f"/proc/{self.child}/task")
            return sum(int(open(f"/proc/{self.child}/task/{task}/schedstat").read().split()[0]) for task in tasks) / 1e6
        except OSError:
            return None

    def key(self, key):
        """Milliseconds until the repaint is there."""
        start = time.perf_counter()
        os.write(self.master, key)
        end = None
        # A repaint is written at once; what comes later than this after it belongs to nothing else.
        while select.select([self.master], [], [], 5 if end is None else 0.02)[0]:
            os.read(self.master, 1 << 16)
            end = time.perf_counter()
        if end is None:
            raise SystemExit(f"no repaint after {key!r}")
        return (end - start) * 1000


def entry(lines):
    block = [
        'for item in b24.each("crm.item.list", { entityTypeId = 1032, select = { "id", "title" } }) do',
        '  local title = item.title .. " (поездка)" -- комментарий',
        "  if item.id > 10 and #title < 80 then",
        '    b24.call("crm.item.update", { entityTypeId = 1032, id = item.id, fields = { title = title } })',
        "  end",
        "end",
    ]
    return "\r".join(block[line % len(block)] for line in range(lines))


def main():
    lines = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    keys = int(sys.argv[2]) if len(sys.argv) > 2 else 300
    program = sys.argv[3] if len(sys.argv) > 3 else ".build/release/b24"
    terminal = Terminal(os.path.abspath(program))
    terminal.settle(2)
    terminal.type(b"\x1b[200~" + entry(lines).encode() + b"\x1b[201~")
    terminal.settle()
    # Into the middle, on a line of its own, behind a name that Tab knows.
    terminal.type(b"\x1b[A" * (lines // 2))
    terminal.settle()
    terminal.type(b"\x05\x1b\rb24.workplace.")
    terminal.settle()
    print(f"| key, in an entry of {lines} lines | median, ms | 99 %, ms | processor a key, ms |\n| --- | ---: | ---: | ---: |")
    for name, kind in KINDS.items():
        times = []
        before = terminal.processor()
        while len(times) < keys:
            for key in kind:
                times.append(terminal.key(key))
        after = terminal.processor()
        used = "" if before is None or after is None else f"{(after - before) / len(times):.2f}"
        times.sort()
        print(f"| {name} | {statistics.median(times):.2f} | {times[int(len(times) * 0.99)]:.2f} | {used} |")
    terminal.end()


main()
