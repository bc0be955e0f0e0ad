"""What is made before anything is measured, inside Benchmarks/.work: certificates, peers, b24's profiles."""
import os
import shutil
import subprocess
import venv


def certificate(folder):
    """A certificate for 127.0.0.1 from an authority of our own: (certificate, key, authority)."""
    paths = [os.path.join(folder, name) for name in ("server.pem", "server.key", "authority.pem")]
    if all(os.path.exists(path) for path in paths):
        return paths
    authority_key = os.path.join(folder, "authority.key")
    request, extensions = os.path.join(folder, "server.csr"), os.path.join(folder, "server.ext")
    with open(extensions, "w") as file:
        file.write("subjectAltName=IP:127.0.0.1\nbasicConstraints=CA:FALSE\nextendedKeyUsage=serverAuth\n")
    new_key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"]
    for command in (
        ["req", "-x509", *new_key, "-keyout", authority_key, "-out", paths[2], "-days", "3650",
         "-subj", "/CN=b24 benchmarks", "-addext", "basicConstraints=critical,CA:TRUE",
         "-addext", "keyUsage=critical,keyCertSign"],
        ["req", *new_key, "-keyout", paths[1], "-out", request, "-subj", "/CN=127.0.0.1"],
        ["x509", "-req", "-in", request, "-CA", paths[2], "-CAkey", authority_key, "-CAcreateserial",
         "-out", paths[0], "-days", "3650", "-extfile", extensions],
    ):
        subprocess.run(["openssl", *command], check=True, capture_output=True)
    return paths


def peers(folder, requirements):
    """A Python of our own with the peers from PyPI: (its path, why there is none)."""
    place = os.path.join(folder, "peers")
    python = os.path.join(place, "bin", "python")
    stamp = os.path.join(place, "requirements.txt")
    try:
        with open(requirements) as wanted, open(stamp) as installed:
            if wanted.read() == installed.read() and os.path.exists(python):
                return python, None
    except OSError:
        pass
    try:
        venv.create(place, clear=True, with_pip=True)
    except Exception as error:  # Debian's python3 without python3-venv
        return None, f"no virtual environment: {error}"
    result = subprocess.run(
        [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r", requirements],
        capture_output=True, text=True)
    if result.returncode != 0:
        return None, "pip: " + (result.stderr.strip().splitlines() or ["failed"])[-1]
    shutil.copy(requirements, stamp)
    return python, None


def profile(folder, name, webhook, plan):
    """A profile of b24 with the request limits of a plan, the only way to tell it that there are none."""
    place = os.path.join(folder, "config", "b24")
    os.makedirs(place, mode=0o700, exist_ok=True)
    secret = os.path.join(place, name + ".webhook")
    with open(os.open(secret, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        file.write(webhook + "\n")
    config = os.path.join(place, "config.toml")
    lines = open(config).read() if os.path.exists(config) else ""
    with open(config, "w") as file:
        file.write(lines + f'[profiles.{name}]\nwebhook_file = "{name}.webhook"\nplan = "{plan}"\n\n')


def environment(folder, authority):
    """What every contender's process sees: no proxies, the authority, folders of its own."""
    keep = {name: os.environ[name] for name in ("PATH", "HOME", "LANG", "TMPDIR") if name in os.environ}
    return {
        **keep,
        "REQUESTS_CA_BUNDLE": authority,
        "CURL_CA_BUNDLE": authority,
        "SSL_CERT_FILE": authority,
        "XDG_CONFIG_HOME": os.path.join(folder, "config"),
        "XDG_DATA_HOME": os.path.join(folder, "data"),
        "XDG_STATE_HOME": os.path.join(folder, "state"),
        "XDG_CACHE_HOME": os.path.join(folder, "cache"),
        "XDG_RUNTIME_DIR": os.path.join(folder, "runtime"),
        "PYTHONPATH": os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "contenders"),
    }
