"""What stands between b24 and a portal, or plays one, on loopback: TLS and HTTP/2 servers, a CONNECT proxy, a portal that
has moved. Tests start it; it ends when its standard input does.

    peer.py certificates FOLDER      makes the certificates of the tests by the openssl command
    peer.py serve '{"role": ...}'    prints {"port": N}, serves, and at the end prints what it saw
"""

import base64
import gzip
import json
import socket
import ssl
import struct
import subprocess
import sys
import threading

lock = threading.Lock()
seen = {"connections": 0, "requests": [], "protocols": [], "tunnels": [], "authorized": [], "resets": []}


def note(name, value=None):
    with lock:
        if value is None:
            seen[name] += 1
        else:
            seen[name].append(value)


# Certificates


def make_certificates(folder):
    def openssl(*arguments):
        subprocess.run(("openssl",) + arguments, check=True, cwd=folder, capture_output=True)

    def key(name):
        openssl("ecparam", "-name", "prime256v1", "-genkey", "-noout", "-out", name + ".key")

    key("ca")
    # Its extensions do not come from the machine's openssl.cnf, which differs.
    with open(folder + "/ca.cnf", "w") as file:
        file.write("[req]\ndistinguished_name=n\nx509_extensions=e\nprompt=no\n[n]\nCN=b24 test authority\n"
                   "[e]\nbasicConstraints=critical,CA:TRUE\nkeyUsage=critical,keyCertSign\n"
                   "subjectKeyIdentifier=hash\n")
    openssl("req", "-x509", "-new", "-key", "ca.key", "-out", "ca.pem", "-days", "3650", "-config", "ca.cnf")
    names = "DNS:localhost,DNS:portal.invalid,IP:127.0.0.1"
    for name, san, days in (("good", names, "3650"), ("expired", names, "-1"), ("other", "DNS:other.invalid", "3650")):
        key(name)
        with open(folder + "/" + name + ".cnf", "w") as file:
            file.write("[req]\ndistinguished_name=n\nprompt=no\n[n]\nCN=%s\n[e]\nsubjectAltName=%s\n" % (name, san))
        openssl("req", "-new", "-key", name + ".key", "-out", name + ".csr", "-config", name + ".cnf")
        openssl("x509", "-req", "-in", name + ".csr", "-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial", "-out",
                name + ".pem", "-days", days, "-extfile", name + ".cnf", "-extensions", "e")


# HTTP/1.1


def read_head(connection, buffer):
    while b"\r\n\r\n" not in buffer:
        more = connection.recv(65536)
        if not more:
            return None, b""
        buffer += more
        if buffer[0] == 0x16:
            # A TLS greeting: servers answer it in their own language.
            connection.sendall(b"HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Length: 0\r\n\r\n")
            return None, b""
    head, rest = buffer.split(b"\r\n\r\n", 1)
    return head.decode("latin-1"), rest


def header(head, name):
    for line in head.split("\r\n")[1:]:
        key, _, value = line.partition(":")
        if key.lower() == name:
            return value.strip()
    return None


def answer_body(settings, method):
    result = {"method": method, "text": "х" * 2000}
    body = json.dumps({"result": result, "time": {}}).encode()
    if settings.get("bomb"):
        body = b'{"result":"' + b"x" * settings["bomb"] + b'"}'
    headers = ["Content-Type: application/json"]
    if settings.get("gzip"):
        body = gzip.compress(body)
        headers.append("Content-Encoding: gzip")
    return headers, body


def method_of(path):
    return path.rstrip("/").split("/")[-1].removesuffix(".json")


def serve_http1(connection, settings):
    buffer = b""
    while True:
        head, buffer = read_head(connection, buffer)
        if head is None:
            return
        length = int(header(head, "content-length") or 0)
        while len(buffer) < length:
            buffer += connection.recv(65536)
        buffer = buffer[length:]
        path = head.split(" ")[1]
        note("requests", method_of(path))
        if settings["role"] == "moved":
            lines = ["HTTP/1.1 302 Found", "Location: " + settings["to"] + path, "Content-Length: 0"]
            connection.sendall(("\r\n".join(lines) + "\r\n\r\n").encode())
            continue
        headers, body = answer_body(settings, method_of(path))
        lines = ["HTTP/1.1 200 OK", "Content-Length: %d" % len(body)] + headers
        connection.sendall(("\r\n".join(lines) + "\r\n\r\n").encode() + body)


# HTTP/2, as far as a client needs it that sends one request per stream. Header blocks are not decoded: what matters here
# is that frames of several streams share a connection.


def frame(kind, flags, stream, payload=b""):
    return struct.pack(">I", len(payload))[1:] + bytes([kind, flags]) + struct.pack(">I", stream) + payload


def serve_http2(connection, settings):
    data, headers, reset, options, ping, window = 0, 1, 3, 4, 6, 8
    buffer = b""

    def take(count):
        nonlocal buffer
        while len(buffer) < count:
            more = connection.recv(65536)
            if not more:
                raise ConnectionError
            buffer += more
        taken, buffer = buffer[:count], buffer[count:]
        return taken

    take(24)  # PRI * HTTP/2.0 ...
    connection.sendall(frame(options, 0, 0))
    _, body = answer_body(settings, "h2")
    while True:
        first = take(9)
        length, kind, flags = int.from_bytes(first[:3], "big"), first[3], first[4]
        stream = int.from_bytes(first[5:9], "big") & 0x7FFFFFFF
        payload = take(length)
        if kind == options and not flags & 1:
            connection.sendall(frame(options, 1, 0))
        elif kind == ping and not flags & 1:
            connection.sendall(frame(ping, 1, 0, payload))
        elif kind == data and length:
            # What was read may be sent again.
            connection.sendall(frame(window, 0, 0, struct.pack(">I", length)))
        if kind == reset:
            note("resets", stream)
        if kind in (data, headers) and flags & 1:
            note("requests", "h2")
            if stream in settings.get("unanswered", []):
                continue
            # 0x88 is ":status 200" of the static table.
            connection.sendall(frame(headers, 4, stream, b"\x88") + frame(data, 1, stream, body))


def serve_tls(plain, settings):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(settings["certificate"] + ".pem", settings["certificate"] + ".key")
    context.set_alpn_protocols(settings.get("alpn", ["http/1.1"]))
    with context.wrap_socket(plain, server_side=True) as connection:
        protocol = connection.selected_alpn_protocol() or "none"
        note("protocols", protocol)
        (serve_http2 if protocol == "h2" else serve_http1)(connection, settings)


# The proxy


def pump(source, target):
    try:
        while data := source.recv(65536):
            target.sendall(data)
    except OSError:
        pass
    finally:
        try:
            target.shutdown(socket.SHUT_WR)
        except OSError:
            pass


def serve_proxy(connection, settings):
    head, rest = read_head(connection, b"")
    if head is None:
        return
    note("tunnels", head.split(" ")[1])
    wanted = settings.get("credentials")
    given = (header(head, "proxy-authorization") or "").removeprefix("Basic ")
    note("authorized", bool(wanted) and base64.b64decode(given).decode() == wanted)
    if settings.get("silent"):
        connection.recv(1)
        return
    if settings.get("status") == 0:
        return
    if settings.get("status"):
        extra = "Proxy-Authenticate: Basic realm=\"x\"\r\n" if settings["status"] == 407 else ""
        connection.sendall(("HTTP/1.1 %d No\r\n%sContent-Length: 0\r\n\r\n" % (settings["status"], extra)).encode())
        return
    with socket.create_connection(("127.0.0.1", settings["target"])) as target:
        connection.sendall(b"HTTP/1.1 200 Connection established\r\n\r\n")
        target.sendall(rest)
        back = threading.Thread(target=pump, args=(target, connection), daemon=True)
        back.start()
        pump(connection, target)
        back.join()


def serve(settings):
    listener = socket.create_server(("127.0.0.1", 0), backlog=64)
    print(json.dumps({"port": listener.getsockname()[1]}), flush=True)
    roles = {"tls": serve_tls, "http": serve_http1, "moved": serve_http1, "proxy": serve_proxy}

    def one(connection):
        with connection:
            try:
                roles[settings["role"]](connection, settings)
            except (OSError, ConnectionError):
                pass

    def accept():
        while True:
            connection, _ = listener.accept()
            note("connections")
            threading.Thread(target=one, args=(connection,), daemon=True).start()

    threading.Thread(target=accept, daemon=True).start()
    sys.stdin.read()
    with lock:
        print(json.dumps(seen), flush=True)


if __name__ == "__main__":
    if sys.argv[1] == "certificates":
        make_certificates(sys.argv[2])
    else:
        serve(json.loads(sys.argv[2]))
