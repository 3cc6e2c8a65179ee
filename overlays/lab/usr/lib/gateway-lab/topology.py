"""The parts that a laboratory network is put together from. Each part is idempotent: applying it again changes nothing."""

import threading

import client
import internet
import provider

PARTS = {
    "provider": provider.apply,
    "provider-dhcp": provider.dhcp,
    "provider-leases": provider.leases,
    "provider-resolver": provider.resolver,
    "provider-company-names": provider.company_names,
    "provider-tls-resolver": provider.tls_resolver,
    "provider-time": provider.time_server,
    "internet": internet.apply,
    "internet-names": internet.names,
    "internet-web": internet.web,
    "client": client.apply,
    "client-dhcp": client.dhcp,
    "client-release": client.release,
    "client-remove": client.remove,
}


class Topology:
    def __init__(self, processes):
        self._processes = processes
        self._locks = {}
        self._lock = threading.Lock()

    def apply(self, part, **parameters):
        """Applies one part; the same part is never applied twice at a time, different ones may be."""
        if part not in PARTS:
            raise ValueError(f"unknown part {part}; known: {', '.join(sorted(PARTS))}")
        with self._lock:
            lock = self._locks.setdefault((part, parameters.get("name")), threading.Lock())
        with lock:
            return PARTS[part](self._processes, **parameters) or {}
