import json
import sys

import peer
from write_plan import write

entity_type, first_id = int(sys.argv[2]), int(sys.argv[3])
client = peer.fast()
report = {"done": [], "failed": [], "unknown": []}
for method in ("crm.item.add", "crm.item.update", "crm.item.delete"):
    mine = [index for index in range(peer.COUNT) if write(index, entity_type, first_id)[0] == method]
    try:
        client.call(method, [write(index, entity_type, first_id)[1] for index in mine])
        report["done"] += mine
    except Exception as error:  # the results of the batches that were answered are not given
        print(f"{method}: {type(error).__name__}", file=sys.stderr)
        report["unknown"] += mine
print(json.dumps(report))
