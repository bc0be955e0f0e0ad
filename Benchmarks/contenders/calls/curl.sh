# All addresses in one process, so that the connection is kept; what comes back is only counted.
index=0
while [ "$index" -lt "$1" ]; do
    echo "url = \"${BENCH_URL}crm.item.get?entityTypeId=2&id=$((index / 7 * 10 + index % 7 + 1))\""
    index=$((index + 1))
done | curl -sS -K - | awk '{
    rows += gsub(/"item":/, "")
    while (match($0, /"id":[0-9]+/)) { ids += substr($0, RSTART + 5, RLENGTH - 5); $0 = substr($0, RSTART + RLENGTH) }
} END { printf "{\"rows\":%d,\"ids\":%d,\"opportunities\":null}\n", rows, ids }'
