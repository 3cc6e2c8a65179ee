"""The provider: an access network on the outside wire, its router, addresses, resolver and time."""

import csv
import json
import os

import links
from processes import check

STATE = "/run/gateway-lab"


def apply(processes, mac, name="isp", router="5.1.0.1/24", uplink="9.1.0.1/24", internet="internet"):
    """The access network on the card with this MAC, and the router between it and the Internet."""
    links.namespace(name)
    links.silent(name)
    links.namespace(internet)
    links.silent(internet)
    links.card(mac, name, "wire")
    links.bridge(name, "access", "wire")
    links.address(name, "access", router)
    links.pair(name, "uplink", internet, "router")
    links.address(name, "uplink", uplink)
    check("sh", "-c", "echo 1 > /proc/sys/net/ipv4/ip_forward", namespace=name)


def dhcp(processes, name="isp", subnet="5.1.0.0/24", pool="5.1.0.100 - 5.1.0.150", router="5.1.0.1", resolvers="5.1.0.53",
         domain="isp.lab", lease_time=3600):
    """Kea on the access network; stopped and started again when its parameters change."""
    config = {"Dhcp4": {
        "interfaces-config": {"interfaces": ["access"]},
        "lease-database": {"type": "memfile", "persist": True, "name": _lease_file(name), "lfc-interval": 0},
        "valid-lifetime": lease_time,
        "sanity-checks": {"lease-checks": "none"},
        "subnet4": [{
            "id": 1,
            "subnet": subnet,
            "pools": [{"pool": pool}],
            "option-data": [
                {"name": "routers", "data": router},
                {"name": "domain-name-servers", "data": resolvers},
                {"name": "domain-name", "data": domain},
            ],
        }],
        "loggers": [{"name": "kea-dhcp4", "severity": "INFO", "output-options": [{"output": "stdout"}]}],
    }}
    path = f"{STATE}/{name}-kea4.json"
    text = json.dumps(config)
    process = f"{name}-dhcp"
    if processes.running(process):
        with open(path, encoding="utf-8") as current:
            if current.read() == text:
                return
        processes.stop(process)
    links.write(path, text)
    os.makedirs("/var/lib/kea", exist_ok=True)
    os.makedirs("/run/kea", exist_ok=True)
    processes.start(process, name, ["kea-dhcp4", "-c", path])
    processes.wait_line(process, "DHCP4_STARTED")


def _lease_file(name):
    # Kea refuses any other directory than its own.
    return f"/var/lib/kea/{name}-leases4.csv"


def leases(processes, name="isp"):
    """What the provider has given out: the last record of each address."""
    with open(_lease_file(name), newline="", encoding="utf-8") as file:
        latest = {row["address"]: row for row in csv.DictReader(file)}
    return {"leases": [
        {"address": row["address"], "mac": row["hwaddr"], "hostname": row["hostname"]}
        for row in latest.values() if int(row["valid_lifetime"]) > 0]}


def resolver(processes, root_hints, trust_anchor, name="isp", address="5.1.0.53/24"):
    """The provider's own validating resolver."""
    process = f"{name}-resolver"
    if processes.running(process):
        return
    links.address(name, "access", address)
    hints = links.write(f"{STATE}/{name}-root.hints", root_hints)
    anchor = links.write(f"{STATE}/{name}-root.key", trust_anchor)
    path = links.write(f"{STATE}/{name}-unbound.conf", f"""server:
  username: ""
  chroot: ""
  pidfile: "/run/gateway-lab/{name}-unbound.pid"
  interface: {address.split("/")[0]}
  access-control: 0.0.0.0/0 allow
  do-ip6: no
  num-threads: 1
  root-hints: "{hints}"
  trust-anchor-file: "{anchor}"
  use-syslog: no
  verbosity: 1
remote-control:
  control-enable: no
""")
    processes.start(process, name, ["unbound", "-d", "-c", path])
    processes.wait_line(process, "start of service")


def company_names(processes, name="isp", address="5.1.0.53", port=5353):
    """A company's name server, which alone knows corp.example."""
    process = f"{name}-company-names"
    if processes.running(process):
        return
    path = links.write(f"{STATE}/{name}-company-unbound.conf", f"""server:
  username: ""
  chroot: ""
  pidfile: "/run/gateway-lab/{name}-company-unbound.pid"
  interface: {address}@{port}
  access-control: 0.0.0.0/0 allow
  do-ip6: no
  num-threads: 1
  module-config: "iterator"
  use-syslog: no
  verbosity: 1
  local-zone: "." refuse
  local-zone: "corp.example." static
  local-data: "www.corp.example. 60 IN A 10.9.8.7"
""")
    processes.start(process, name, ["unbound", "-d", "-c", path])
    processes.wait_line(process, "start of service")


def tls_resolver(processes, key, certificate, name="isp", address="5.1.0.53"):
    """The provider's resolver over TLS (RFC 7858); stopped and started again, so that connections end, when it is applied again."""
    process = f"{name}-tls-resolver"
    if processes.running(process):
        processes.stop(process)
    key_file = links.write(f"{STATE}/{name}-tls.key", key, 0o600)
    certificate_file = links.write(f"{STATE}/{name}-tls.pem", certificate)
    path = links.write(f"{STATE}/{name}-tls-unbound.conf", f"""server:
  username: ""
  chroot: ""
  pidfile: "/run/gateway-lab/{name}-tls-unbound.pid"
  interface: {address}@853
  tls-service-key: "{key_file}"
  tls-service-pem: "{certificate_file}"
  access-control: 0.0.0.0/0 allow
  do-ip6: no
  num-threads: 1
  module-config: "iterator"
  use-syslog: no
  verbosity: 1
forward-zone:
  name: "."
  forward-addr: {address}
""")
    processes.start(process, name, ["unbound", "-d", "-c", path])
    processes.wait_line(process, "start of service")


def time_server(processes, name="isp"):
    """NTP from the laboratory's clock on every address of the provider's router."""
    process = f"{name}-time"
    if processes.running(process):
        return
    os.makedirs("/run/chrony", exist_ok=True)
    path = links.write(f"{STATE}/{name}-chrony.conf", f"""local stratum 5
allow all
cmdport 0
bindcmdaddress /run/gateway-lab/{name}-chrony.sock
pidfile /run/gateway-lab/{name}-chrony.pid
""")
    processes.start(process, name, ["chronyd", "-d", "-x", "-u", "root", "-f", path])
    processes.wait_line(process, "chronyd version")
