import peer

results = peer.fast().get_by_ID(
    "crm.item.get", [peer.row_id(index) for index in range(peer.COUNT)], ID_field_name="id", params={"entityTypeId": 2})
items = [result["item"] if "item" in result else result for result in results.values()]
peer.finish(len(items), sum(item["id"] for item in items), sum(item["opportunity"] for item in items))
