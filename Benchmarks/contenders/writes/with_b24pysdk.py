import json
import sys

import peer
from b24pysdk.errors import BitrixSDKException
from write_plan import write

entity_type, first_id = int(sys.argv[2]), int(sys.argv[3])
token = peer.token()
report = {"done": [], "failed": [], "unknown": []}
# In chunks of a batch, so that one lost answer does not hide the results of all others.
for start in range(0, peer.COUNT, 50):
    chunk = range(start, min(start + 50, peer.COUNT))
    try:
        answer = token.call_batch({f"w{index}": write(index, entity_type, first_id) for index in chunk})["result"]
    except BitrixSDKException:
        report["unknown"] += chunk
        continue
    for index in chunk:
        report["done" if f"w{index}" in answer["result"] else "failed"].append(index)
print(json.dumps(report))
