"""LAN clients: each a namespace of its own with a macvlan interface `lan` and a MAC of its own on the inside wire."""

import os

import links
from processes import check, run

TRUNK = "lan"
SCRIPT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "lease-script")
LEASES = "/run/gateway-lab/lease"


def apply(processes, name, mac, wire_mac, vlan=None):
    """A client with its link up and no address, untagged or in a VLAN of the wire; IPv6 autoconfiguration is on, as on any desktop."""
    links.namespace(TRUNK)
    links.silent(TRUNK)
    links.card(wire_mac, TRUNK, "wire")
    wire = "wire" if vlan is None else links.vlan(TRUNK, "wire", vlan)
    links.namespace(name)
    if not links.exists(name, "lan"):
        check("ip", "-n", TRUNK, "link", "add", "link", wire, "name", f"v-{name}", "address", mac, "type", "macvlan", "mode", "bridge")
        check("ip", "-n", TRUNK, "link", "set", "dev", f"v-{name}", "netns", name, "name", "lan")
    check("ip", "-n", name, "link", "set", "dev", "lan", "up")


def dhcp(processes, name, timeout=30, configure=True, hostname=None):
    """Asks for a lease once and returns every option of the answer; configures address, route and resolver unless told not to."""
    os.makedirs(LEASES, exist_ok=True)
    path = f"{LEASES}/{name}"
    if os.path.exists(path):
        os.remove(path)
    tries = max(1, timeout // 3)
    command = ["busybox", "udhcpc", "-i", "lan", "-f", "-q", "-n", "-t", str(tries), "-T", "3", "-s", SCRIPT,
               "-O", "ntpsrv", "-O", "mtu", "-O", "search", "-O", "staticroutes", "-O", "252"]
    if hostname is not None:
        command += ["-x", f"hostname:{hostname}"]
    result = run(name, ["env", f"LEASE_FILE={path}", *command], timeout=timeout + 5)
    if result["exit"] != 0 or not os.path.exists(path):
        return {"bound": False, "log": result["stderr"] + result["stdout"]}
    lease = _read(path)
    if configure:
        _configure(name, lease)
    return {"bound": True, "options": lease}


def _read(path):
    with open(path, encoding="utf-8") as file:
        pairs = (line.rstrip("\n").split("=", 1) for line in file if "=" in line)
        return {key: value for key, value in pairs if key not in ("PATH", "PWD", "SHLVL", "HOME", "LANG", "LEASE_FILE", "_", "OLDPWD")}


def _configure(name, lease):
    check("ip", "-n", name, "-4", "address", "flush", "dev", "lan")
    links.address(name, "lan", f"{lease['ip']}/{lease['mask']}")
    routers = lease.get("router", "").split()
    if routers:
        check("ip", "-n", name, "route", "replace", "default", "via", routers[0])
    lines = [f"nameserver {server}" for server in lease.get("dns", "").split()]
    if "domain" in lease:
        lines.append(f"search {lease['domain']}")
    links.write(f"/etc/netns/{name}/resolv.conf", "\n".join(lines) + "\n")


def release(processes, name):
    """Forgets the address without telling the server."""
    check("ip", "-n", name, "-4", "address", "flush", "dev", "lan")


def remove(processes, name):
    """The client is gone, as a computer that was unplugged."""
    if os.path.exists(f"/run/netns/{name}"):
        check("ip", "netns", "del", name)
