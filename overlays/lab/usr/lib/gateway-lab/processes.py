"""Commands and named background processes, each in a network namespace."""

import os
import re
import signal
import subprocess
import threading
import time

LOGS = "/run/gateway-lab/log"
ENVIRONMENT = {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "HOME": "/root", "LANG": "C.UTF-8", "PYTHONDONTWRITEBYTECODE": "1"}


def command_line(namespace, argv, script):
    if (argv is None) == (script is None):
        raise ValueError("give either argv or script")
    command = list(argv) if argv is not None else ["/bin/sh", "-eu", "-c", script]
    return ["ip", "netns", "exec", namespace, *command] if namespace else command


def run(namespace=None, argv=None, script=None, stdin=None, timeout=60):
    """Runs a command to its end; on timeout its whole process group is killed and what it wrote is returned."""
    process = subprocess.Popen(
        command_line(namespace, argv, script),
        stdin=subprocess.PIPE if stdin is not None else subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=ENVIRONMENT,
        start_new_session=True)
    timed_out = False
    try:
        output, errors = process.communicate(stdin.encode() if stdin is not None else None, timeout)
    except subprocess.TimeoutExpired:
        timed_out = True
        os.killpg(process.pid, signal.SIGKILL)
        output, errors = process.communicate()
    return {
        "exit": process.returncode,
        "stdout": output.decode("utf-8", "replace"),
        "stderr": errors.decode("utf-8", "replace"),
        "timed_out": timed_out,
    }


def check(*argv, namespace=None, stdin=None, timeout=30):
    """Runs a command that must succeed and returns its output."""
    result = run(namespace, list(argv), None, stdin, timeout)
    if result["exit"] != 0:
        place = f" in namespace {namespace}" if namespace else ""
        raise RuntimeError(f"{' '.join(argv)}{place} ended with {result['exit']}: {result['stderr'].strip() or result['stdout'].strip()}")
    return result["stdout"]


class Background:
    """A running process whose output goes line by line to a file, to those who wait and to those who watch."""

    def __init__(self, name, command, send):
        self.name = name
        self.command = command
        self.log = f"{LOGS}/{name}.log"
        self._send = send
        self._changed = threading.Condition()
        self._lines = []
        self._watched = []
        self._ended = False
        self.process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, env=ENVIRONMENT, start_new_session=True)
        threading.Thread(target=self._follow, daemon=True).start()

    def _follow(self):
        with open(self.log, "a", encoding="utf-8") as log:
            for raw in self.process.stdout:
                line = raw.decode("utf-8", "replace").rstrip("\n")
                log.write(line + "\n")
                log.flush()
                self._publish(line)
        exit_code = self.process.wait()
        with self._changed:
            self._ended = True
            self._changed.notify_all()
        self._send({"event": "exit", "name": self.name, "exit": exit_code})

    def _publish(self, line):
        with self._changed:
            self._lines.append(line)
            self._changed.notify_all()
            matched = any(pattern.search(line) for pattern in self._watched)
        if matched:
            self._send({"event": "line", "name": self.name, "line": line})

    def watch(self, pattern):
        with self._changed:
            self._watched.append(re.compile(pattern))

    def wait_line(self, pattern, timeout):
        """The first line that matches, of those already written or still to come."""
        expression = re.compile(pattern)
        deadline = time.monotonic() + timeout
        seen = 0
        with self._changed:
            while True:
                for line in self._lines[seen:]:
                    if expression.search(line):
                        return line
                seen = len(self._lines)
                if self._ended or not self._changed.wait(max(0, deadline - time.monotonic())):
                    state = f"ended with {self.process.returncode}" if self._ended else f"still runs after {timeout} s"
                    raise RuntimeError(f"{self.name} wrote no line matching {pattern} and {state}; last lines: {self._lines[-5:]}")

    @property
    def running(self):
        return self.process.poll() is None

    def stop(self, number, timeout):
        if self.running:
            os.killpg(self.process.pid, number)
            try:
                self.process.wait(timeout)
            except subprocess.TimeoutExpired:
                os.killpg(self.process.pid, signal.SIGKILL)
                self.process.wait()
        return self.process.returncode


class Processes:
    def __init__(self, send):
        self._send = send
        self._lock = threading.Lock()
        self._all = {}
        os.makedirs(LOGS, exist_ok=True)

    def _get(self, name):
        with self._lock:
            if name not in self._all:
                raise KeyError(f"no process is named {name}; known: {', '.join(sorted(self._all)) or 'none'}")
            return self._all[name]

    def running(self, name):
        with self._lock:
            return name in self._all and self._all[name].running

    def start(self, name, namespace=None, argv=None, script=None):
        """Starts a process under a name; a running one of that name is an error, an ended one is replaced."""
        with self._lock:
            if name in self._all and self._all[name].running:
                raise RuntimeError(f"{name} runs already as process {self._all[name].process.pid}; stop it first")
            background = Background(name, command_line(namespace, argv, script), self._send)
            self._all[name] = background
        return {"pid": background.process.pid}

    def stop(self, name, signal_name="SIGTERM", timeout=10):
        return {"exit": self._get(name).stop(signal.Signals[signal_name], timeout)}

    def list(self):
        with self._lock:
            entries = sorted(self._all.items())
        return {"processes": [
            {"name": name, "pid": entry.process.pid, "running": entry.running, "exit": entry.process.poll(), "command": entry.command}
            for name, entry in entries]}

    def log(self, name):
        with open(self._get(name).log, encoding="utf-8") as log:
            return {"text": log.read()}

    def wait_line(self, name, pattern, timeout=30):
        return {"line": self._get(name).wait_line(pattern, timeout)}

    def watch(self, name, pattern):
        self._get(name).watch(pattern)
        return {}
