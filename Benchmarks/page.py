"""Python's json on the same page: python3 page.py FILE"""
import json
import sys
import time

page = open(sys.argv[1], "rb").read()
rounds = []
for _ in range(7):
    start = time.perf_counter()
    for _ in range(200):
        assert len(json.loads(page)["result"]["items"]) == 50
    rounds.append((time.perf_counter() - start) / 200 * 1000)
rounds = sorted(rounds[1:])
print(f"python_json\t{len(page)} bytes\tmedian {rounds[len(rounds) // 2]:.3f} ms\tmin {rounds[0]:.3f} ms")
