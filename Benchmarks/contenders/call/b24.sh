exec "$BENCH_B24" --profile unlimited eval 'print(b24.json.encode { rows = 1, ids = tonumber(b24.call("profile").ID) })'
