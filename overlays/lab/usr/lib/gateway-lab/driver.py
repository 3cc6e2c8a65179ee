"""The laboratory's driver: answers JSON-lines requests on the virtio-serial port `gateway.lab`.

Request   {"id": 1, "method": "run", "params": {...}}
Response  {"id": 1, "result": {...}} or {"id": 1, "error": "text"}
Event     {"event": "exit", "name": "...", "exit": 0}, {"event": "line", "name": "...", "line": "..."}, {"event": "ready", ...}
Requests are served concurrently, each by a thread of its own.
"""

import base64
import json
import os
import sys
import threading
import traceback

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

import processes  # noqa: E402
import topology  # noqa: E402

PORT = "gateway.lab"
VERSION = 1


def find_port():
    """The character device of the virtio-serial port; names are in sysfs, there is no udev here."""
    root = "/sys/class/virtio-ports"
    for entry in os.listdir(root):
        with open(f"{root}/{entry}/name", encoding="ascii") as name:
            if name.read().strip() == PORT:
                return f"/dev/{entry}"
    raise RuntimeError(f"no virtio-serial port is named {PORT}; start QEMU with -device virtserialport,name={PORT}")


class Driver:
    def __init__(self, port):
        self._write_lock = threading.Lock()
        self._descriptor = os.open(port, os.O_RDWR)
        self._processes = processes.Processes(self.send)
        self._topology = topology.Topology(self._processes)
        self._methods = {
            "run": processes.run,
            "start": self._processes.start,
            "stop": self._processes.stop,
            "list": self._processes.list,
            "log": self._processes.log,
            "wait-line": self._processes.wait_line,
            "watch": self._processes.watch,
            "read-file": read_file,
            "write-file": write_file,
            "part": self._topology.apply,
        }

    def send(self, message):
        data = json.dumps(message, separators=(",", ":")).encode() + b"\n"
        with self._write_lock:
            while data:
                data = data[os.write(self._descriptor, data):]

    def serve(self):
        with open("/proc/uptime", encoding="ascii") as uptime:
            seconds = float(uptime.read().split()[0])
        self.send({"event": "ready", "version": VERSION, "uptime": seconds})
        print(f"LAB-READY t={seconds}", flush=True)
        with os.fdopen(os.dup(self._descriptor), "rb", buffering=65536) as stream:
            for line in stream:
                threading.Thread(target=self._answer, args=(line,), daemon=True).start()

    def _answer(self, line):
        identity = None
        try:
            request = json.loads(line)
            identity = request["id"]
            method = self._methods.get(request["method"])
            if method is None:
                raise ValueError(f"unknown method {request['method']}; known: {', '.join(sorted(self._methods))}")
            self.send({"id": identity, "result": method(**request.get("params", {}))})
        except Exception as error:  # the one place where every failure of a request becomes its answer
            self.send({"id": identity, "error": f"{type(error).__name__}: {error}", "trace": traceback.format_exc()})


def read_file(path):
    with open(path, "rb") as file:
        return {"base64": base64.b64encode(file.read()).decode("ascii")}


def write_file(path, base64_content, mode="0644"):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, int(mode, 8))
    with os.fdopen(descriptor, "wb") as file:
        file.write(base64.b64decode(base64_content))
    os.chmod(path, int(mode, 8))
    return {}


if __name__ == "__main__":
    Driver(find_port()).serve()
