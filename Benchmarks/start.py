"""Wall time of whole processes, taking turns: python3 start.py RUNS COMMAND [-- COMMAND ...]"""
import statistics
import subprocess
import sys
import time

runs = int(sys.argv[1])
commands, command = [], []
for word in sys.argv[2:]:
    if word == "--":
        commands.append(command)
        command = []
    else:
        command.append(word)
commands.append(command)

times = [[] for _ in commands]
for run in range(runs + 1):
    for i, command in enumerate(commands):
        start = time.perf_counter()
        subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
        if run > 0:
            times[i].append((time.perf_counter() - start) * 1000)
for command, figures in zip(commands, times):
    name = " ".join(command)
    print(f"{name}\tmedian {statistics.median(figures):.1f} ms\tmin {min(figures):.1f} ms\tmax {max(figures):.1f} ms")
