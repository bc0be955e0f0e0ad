"""Python's json on the same page: python3 page.py FILE"""
import json
import sys
import time

page = open(sys.argv[1], "rb").read()
costs = []
for _ in range(7):
    start, start_of_work = time.perf_counter(), time.process_time()
    for _ in range(200):
        assert len(json.loads(page)["result"]["items"]) == 50
    work, wall = time.process_time() - start_of_work, time.perf_counter() - start
    costs.append((work / 200 * 1000, wall / 200 * 1000))


def summary(values):
    values = sorted(values)
    return f"median {values[len(values) // 2]:.3f} ms, min {values[0]:.3f} ms"


work, wall = zip(*costs[1:])
print(f"python_json\t{len(page)} bytes\tCPU time {summary(work)}\twall {summary(wall)}")
