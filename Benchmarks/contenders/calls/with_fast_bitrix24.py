import asyncio

import aiohttp
import peer
from fast_bitrix24 import BitrixAsync


async def main():
    rows = ids = opportunities = 0
    # A session of one's own, or the library opens a connection for each call.
    async with aiohttp.ClientSession(raise_for_status=True) as session:
        client = BitrixAsync(
            peer.URL, verbose=False, request_pool_size=10**9, requests_per_second=1e9, client=session)
        for index in range(peer.COUNT):
            answer = await client.call("crm.item.get", {"entityTypeId": 2, "id": peer.row_id(index)}, raw=True)
            item = answer["result"]["item"]
            rows, ids, opportunities = rows + 1, ids + item["id"], opportunities + item["opportunity"]
    peer.finish(rows, ids, opportunities)


asyncio.run(main())
