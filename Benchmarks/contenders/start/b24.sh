exec "$BENCH_B24" eval 'return 1'
