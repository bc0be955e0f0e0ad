"""The two portals that contenders are measured against."""
import json
import os
import shutil
import socket
import subprocess
import time
import urllib.request


class CannedPortal:
    """Sources/CannedPortal: lists that cost next to nothing to make, latency and rate limit as a job wants them."""

    CODE = "bench000000000000"

    def __init__(self, program, terminate):
        self.process = subprocess.Popen([program], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.port = int(self.process.stdout.readline())
        # A client remembers the rate limit of an address: jobs with a limit and jobs without have one each.
        self.tls, self.tls_limited = terminate(self.port), terminate(self.port)
        self.drained = 0.0

    def _admin(self, path, body=None):
        request = urllib.request.Request(
            f"http://127.0.0.1:{self.port}/admin/{path}", json.dumps(body or {}).encode(),
            {"Content-Type": "application/json"})
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        with opener.open(request, timeout=60) as answer:
            return json.load(answer)

    def set(self, rows, latency=0.0, bucket=None):
        """Prepares a job. Gives the sums that a reader of all rows should find."""
        return self._admin("set", {"rows": rows, "latency": float(latency), "bucket": bucket})

    def counters(self):
        return self._admin("counters")

    def webhook(self, limited=False):
        if self.tls:
            base = f"https://127.0.0.1:{(self.tls_limited if limited else self.tls).port}"
        else:
            base = f"http://{'localhost' if limited else '127.0.0.1'}:{self.port}"
        return f"{base}/rest/1/{self.CODE}/"

    def filled(self, bucket):
        self.drained = time.monotonic() + bucket[0] / bucket[1]

    def wait_until_drained(self):
        """b24 remembers what its last process poured into the bucket: that has to have leaked out."""
        time.sleep(max(0.0, self.drained - time.monotonic()))

    def stop(self):
        for tls in (self.tls, self.tls_limited):
            if tls:
                tls.stop()
        self.process.stdin.close()
        self.process.wait()


class Terminator:
    """TLS in front of a portal by stunnel: one connection behind it for each one in front."""

    PROGRAM = shutil.which("stunnel") or shutil.which("stunnel4")

    def __init__(self, folder, certificate, key, port):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        settings = os.path.join(folder, f"stunnel-{self.port}.conf")
        with open(settings, "w") as file:
            file.write(
                f"foreground = yes\npid =\nsyslog = no\ndebug = err\nsocket = l:TCP_NODELAY=1\nsocket = r:TCP_NODELAY=1\n"
                f"[portal]\naccept = 127.0.0.1:{self.port}\nconnect = 127.0.0.1:{port}\n"
                f"cert = {certificate}\nkey = {key}\nTIMEOUTclose = 0\n")
        self.process = subprocess.Popen(
            [self.PROGRAM, settings], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        for _ in range(100):
            try:
                socket.create_connection(("127.0.0.1", self.port), 1).close()
                return
            except OSError:
                if self.process.poll() is not None:
                    raise RuntimeError("stunnel: " + self.process.stderr.read().strip())
                time.sleep(0.05)
        raise RuntimeError("stunnel does not answer")

    def stop(self):
        self.process.terminate()
        self.process.wait()


class LocalPortal:
    """`b24 portal serve`: a portal with a database, faults and a log of what it did."""

    def __init__(self, b24, folder, options):
        self.b24, self.folder = b24, folder
        self.environment = {
            **os.environ, "XDG_DATA_HOME": os.path.join(folder, "data"), "XDG_CONFIG_HOME": os.path.join(folder, "config")}
        self.process = subprocess.Popen(
            [b24, "portal", "serve", "--data", os.path.join(folder, "portal"), "--seed", "empty", "--format", "json", *options],
            env=self.environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        text = ""
        while True:
            line = self.process.stdout.readline()
            if not line:
                raise RuntimeError("the local portal did not start")
            text += line
            try:
                facts = json.loads(text)
                break
            except ValueError:
                continue
        self.webhook = facts["webhooks"]["admin"]

    def log(self, since):
        """What the portal was asked to change after entry `since` of its log."""
        answer = subprocess.run(
            [self.b24, "portal", "log", "--data", os.path.join(self.folder, "portal"), "--since", str(since), "--format", "json"],
            env=self.environment, capture_output=True, text=True)
        return json.loads(answer.stdout) if answer.stdout.strip() else []

    def stop(self):
        self.process.terminate()
        self.process.wait()
