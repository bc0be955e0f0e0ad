"""The server alone: the requests of a job over a few connections, answers read and thrown away.

What is left when a client costs nothing: no contender can be faster, and one that is near it measures the server.
"""
import http.client
import json
import ssl
import sys
import threading
import urllib.parse

import peer

address = urllib.parse.urlsplit(peer.URL)
context = ssl.create_default_context()


def commands(method, parameters):
    """Batches of fifty commands."""
    texts = [f"{method}?entityTypeId=2&{text}" for text in parameters]
    for start in range(0, len(texts), 50):
        yield json.dumps({"halt": 0, "cmd": texts[start:start + 50]})


job = sys.argv[2]
if job == "calls":
    requests = [("crm.item.get", json.dumps({"entityTypeId": 2, "id": peer.row_id(i)})) for i in range(peer.COUNT)]
elif job == "gets":
    requests = [("batch", body) for body in commands("crm.item.get", [f"id={peer.row_id(i)}" for i in range(peer.COUNT)])]
else:
    pages = [f"start=-1&order[id]=ASC&filter[>id]={peer.row_id(start) - 1}" for start in range(0, peer.COUNT, 50)]
    requests = [("batch", body) for body in commands("crm.item.list", pages)]
connections = 1 if job == "calls" else 8
rest = iter(requests)
lock = threading.Lock()
rows = bytes_read = 0


def work():
    global rows, bytes_read
    connection = http.client.HTTPSConnection(address.netloc, context=context)
    buffer = bytearray(1 << 20)
    while True:
        with lock:
            request = next(rest, None)
        if request is None:
            return
        connection.request("POST", address.path + request[0], request[1], {"Content-Type": "application/json"})
        answer = connection.getresponse()
        while count := answer.readinto(buffer):
            with lock:
                bytes_read += count


threads = [threading.Thread(target=work) for _ in range(connections)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
peer.finish(bytes=bytes_read)
