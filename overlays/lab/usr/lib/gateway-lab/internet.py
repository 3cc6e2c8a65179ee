"""The Internet: a signed root, zones below it, and a web server that says who asked."""

import base64
import hashlib
import os
import struct

import links
from processes import check

STATE = "/run/gateway-lab"
ZONES = f"{STATE}/zones"
DNS_ADDRESS = "9.1.0.53"
WEB_ADDRESS = "9.1.0.80"


def apply(processes, name="internet", router="9.1.0.1"):
    """Addresses and the way back; the cable to the provider is the provider's part."""
    for address in (DNS_ADDRESS, WEB_ADDRESS):
        links.address(name, "router", f"{address}/24")
    check("ip", "-n", name, "route", "replace", "default", "via", router)


def names(processes, key, anchor, name="internet"):
    """Knot with the signed root and zones.

    key: PEM of an ECDSA P-256 key; every signed zone signs with it alone, so that who made it knows the trust anchor in advance.
    anchor: that trust anchor, the root's DNSKEY record.
    bogus.lab is signed, but its parent holds the fingerprint of another key.
    """
    process = "internet-names"
    if processes.running(process):
        return
    os.makedirs(ZONES, exist_ok=True)
    os.makedirs(f"{STATE}/knot", exist_ok=True)
    os.makedirs("/run/knot", exist_ok=True)
    pem = links.write(f"{STATE}/zones.pem", key, 0o600)
    signed = ["example.lab", "bogus.lab", "lab", "."]
    config = links.write(f"{STATE}/knot.conf", _config(signed, ["insecure.lab"]))
    for zone in signed:
        check("keymgr", "-c", config, zone, "import-pem", pem, "algorithm=ECDSAP256SHA256", "ksk=yes", "zsk=yes",
              "publish=-1d", "ready=-1d", "active=-1d")
    fingerprints = {zone: _fingerprint(zone, anchor.split(" DNSKEY ")[1]) for zone in signed}
    for zone, text in _zones(fingerprints).items():
        links.write(f"{ZONES}/{zone}.zone", text)
    processes.start(process, name, ["knotd", "-c", config])
    for zone in signed:
        processes.wait_line(process, rf"\[{zone if zone == '.' else zone + '.'}\] (DNSSEC, (successfully signed|zone is up-to-date)|loaded)")


def _fingerprint(zone, key):
    """The SHA-256 DS record data (RFC 4034, 5.1.4 and appendix B) of a key, given as the data of its DNSKEY record."""
    flags, protocol, algorithm, public = key.split()
    data = struct.pack("!HBB", int(flags), int(protocol), int(algorithm)) + base64.b64decode(public)
    total = sum(byte << 8 if index % 2 == 0 else byte for index, byte in enumerate(data))
    labels = [] if zone == "." else zone.split(".")
    owner = b"".join(bytes([len(label)]) + label.encode() for label in labels) + b"\0"
    return f"{(total + (total >> 16)) & 0xffff} {algorithm} 2 {hashlib.sha256(owner + data).hexdigest()}"


def _config(signed, plain):
    lines = [
        "server:",
        f"  listen: {DNS_ADDRESS}@53",
        "  rundir: /run/knot",
        "  udp-workers: 1",
        "  tcp-workers: 1",
        "  background-workers: 1",
        "database:",
        f"  storage: {STATE}/knot",
        "  kasp-db-max-size: 5M",
        "  journal-db-max-size: 5M",
        "  timer-db-max-size: 1M",
        "  catalog-db-max-size: 5M",
        "log:",
        "- target: stdout",
        "  any: info",
        "policy:",
        "- id: one-key",
        "  algorithm: ecdsap256sha256",
        "  single-type-signing: on",
        "  manual: on",
        "  rrsig-lifetime: 14d",
        "  rrsig-refresh: 7d",
        "zone:",
    ]
    for zone in [*signed, *plain]:
        lines += [f"- domain: \"{zone}\"", f"  storage: {ZONES}", f"  file: {zone}.zone", "  zonefile-load: whole", "  zonefile-sync: -1",
                  "  journal-content: none"]
        if zone in signed:
            lines += ["  dnssec-signing: on", "  dnssec-policy: one-key"]
    return "\n".join(lines) + "\n"


def _zones(fingerprints):
    wrong = fingerprints["bogus.lab"].rsplit(" ", 1)[0] + " " + "0" * 64
    start = "$TTL 3600\n@ SOA ns.lab. hostmaster.lab. 1 3600 900 86400 300\n@ NS ns.lab.\n"
    host = f"{start}www A {WEB_ADDRESS}\n"
    return {
        ".": f"{start}lab. NS ns.lab.\nlab. DS {fingerprints['lab']}\nns.lab. A {DNS_ADDRESS}\n",
        "lab": (f"{start}ns A {DNS_ADDRESS}\nexample NS ns\nexample DS {fingerprints['example.lab']}\n"
                f"bogus NS ns\nbogus DS {wrong}\ninsecure NS ns\n"),
        "example.lab": f"{host}@ A {WEB_ADDRESS}\nmail MX 10 www\ntxt TXT \"the example zone\"\ntime A 5.1.0.1\n",
        "bogus.lab": host,
        "insecure.lab": f"{host}* A {WEB_ADDRESS}\nprivate A 10.1.2.3\nbrief 1 A {WEB_ADDRESS}\n",
    }


def web(processes, name="internet"):
    """HTTP on port 80 of the web address, one more on 8080: /, /whoami (the asker's address), /big?bytes=N."""
    process = "internet-web"
    if processes.running(process):
        return
    script = os.path.join(os.path.dirname(os.path.abspath(__file__)), "web.py")
    processes.start(process, name, ["python3", "-I", "-S", script, WEB_ADDRESS, "80", "443", "8080"])
    processes.wait_line(process, "serving")
