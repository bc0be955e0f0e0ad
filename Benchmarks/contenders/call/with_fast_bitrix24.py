import peer

profile = peer.fast().call("profile", raw=True)["result"]
peer.finish(1, int(profile["ID"]), None)
