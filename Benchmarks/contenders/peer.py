"""What the contenders in Python share: where the portal is, and how the result is told."""
import json
import os
import sys
import urllib.parse

URL = os.environ["BENCH_URL"]
COUNT = int(sys.argv[1]) if len(sys.argv) > 1 else 0


def row_id(index):
    """The ids of the canned portal have gaps: 1...7, 11...17, 21...27 and so on."""
    return index // 7 * 10 + index % 7 + 1


def finish(rows=0, ids=0, opportunities=0, **more):
    print(json.dumps({"rows": rows, "ids": ids, "opportunities": opportunities, **more}))


def token():
    """b24pysdk's token."""
    from b24pysdk import BitrixWebhook
    from b24pysdk import Config

    Config().default_max_retries = 20  # the default of 3 gives up under a rate limit
    address = urllib.parse.urlsplit(URL)
    _, _, user, code, _ = address.path.split("/")
    return BitrixWebhook(domain=address.netloc, webhook_token=f"{user}/{code}")


def fast():
    """fast_bitrix24's client; without its own limits where the job has none."""
    from fast_bitrix24 import Bitrix

    if os.environ.get("BENCH_LIMITED"):
        return Bitrix(URL, verbose=False)
    return Bitrix(URL, verbose=False, request_pool_size=10**9, requests_per_second=1e9)
