"""Namespaces, cards and the links between them."""

import json
import os
import threading

from processes import check, run

_card_lock = threading.Lock()
_namespace_lock = threading.Lock()


def namespace(name):
    """A network namespace with its loopback up; interfaces made in it keep silent on IPv6 until they are asked to speak."""
    with _namespace_lock:
        if os.path.exists(f"/run/netns/{name}"):
            return
        check("ip", "netns", "add", name)
        check("ip", "-n", name, "link", "set", "lo", "up")


def silent(name):
    check("sh", "-c", "echo 1 > /proc/sys/net/ipv6/conf/default/disable_ipv6; echo 1 > /proc/sys/net/ipv6/conf/all/disable_ipv6", namespace=name)


def exists(namespace_name, link):
    return run(None, ["ip", "-n", namespace_name, "link", "show", "dev", link])["exit"] == 0


def card(mac, namespace_name, name):
    """Moves the physical card with this MAC into a namespace under a name."""
    with _card_lock:
        if exists(namespace_name, name):
            return
        cards = json.loads(check("ip", "-j", "link", "show"))
        found = [entry["ifname"] for entry in cards if entry.get("address") == mac.lower() and "link" not in entry]
        if len(found) != 1:
            present = ", ".join(f"{entry['ifname']} {entry.get('address')}" for entry in cards)
            raise RuntimeError(f"{len(found)} cards have the address {mac}, one is needed; present: {present}")
        check("ip", "link", "set", "dev", found[0], "down")
        check("ip", "link", "set", "dev", found[0], "netns", namespace_name, "name", name)
        check("ip", "-n", namespace_name, "link", "set", "dev", name, "up")


def vlan(namespace_name, link, number):
    """A VLAN of a link, by the name that it returns."""
    name = f"{link}.{number}"
    if not exists(namespace_name, name):
        check("ip", "-n", namespace_name, "link", "add", "link", link, "name", name, "type", "vlan", "id", str(number))
        check("ip", "-n", namespace_name, "link", "set", "dev", name, "up")
    return name


def bridge(namespace_name, name, port):
    """A bridge without spanning tree, so that further ports (VLANs, other providers) can join."""
    if not exists(namespace_name, name):
        check("ip", "-n", namespace_name, "link", "add", name, "type", "bridge", "stp_state", "0", "forward_delay", "0")
    check("ip", "-n", namespace_name, "link", "set", "dev", port, "master", name)
    check("ip", "-n", namespace_name, "link", "set", "dev", name, "up")


def address(namespace_name, link, value):
    check("ip", "-n", namespace_name, "address", "replace", value, "dev", link)


def pair(first, first_name, second, second_name):
    """A virtual cable between two namespaces."""
    if not exists(first, first_name):
        check("ip", "-n", first, "link", "add", first_name, "type", "veth", "peer", "name", second_name, "netns", second)
    check("ip", "-n", first, "link", "set", "dev", first_name, "up")
    check("ip", "-n", second, "link", "set", "dev", second_name, "up")


def write(path, content, mode=0o644):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8") as file:
        file.write(content)
    os.chmod(path, mode)
    return path
