import peer

rows = ids = opportunities = 0
for row in peer.token().call_list_fast("crm.item.list", {"entityTypeId": 2})["result"]:
    rows, ids, opportunities = rows + 1, ids + row["id"], opportunities + row["opportunity"]
peer.finish(rows, ids, opportunities)
