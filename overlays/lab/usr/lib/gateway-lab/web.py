"""A web server that says who asked. Arguments: address, ports."""

import http.server
import json
import socketserver
import sys
import threading
import urllib.parse

CHUNK = b"the quick brown fox jumps over the lazy dog\n" * 1024


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        url = urllib.parse.urlsplit(self.path)
        if url.path == "/whoami":
            seen = {"address": self.client_address[0], "port": self.client_address[1], "headers": dict(self.headers)}
            self._answer(200, "application/json", json.dumps(seen).encode())
        elif url.path == "/big":
            self._big(int(urllib.parse.parse_qs(url.query).get("bytes", ["10000000"])[0]))
        elif url.path == "/":
            self._answer(200, "text/html", b"<!doctype html><title>www.example.lab</title><p>The Internet works.</p>\n")
        else:
            self._answer(404, "text/plain", b"no such page\n")

    def _answer(self, status, kind, body):
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "max-age=60" if self.path == "/" else "no-store")
        self.end_headers()
        self.wfile.write(body)

    def _big(self, size):
        self.send_response(200)
        self.send_header("Content-Type", "application/octet-stream")
        self.send_header("Content-Length", str(size))
        self.end_headers()
        while size > 0:
            self.wfile.write(CHUNK[:size])
            size -= len(CHUNK)

    def log_message(self, format, *args):
        print(f"{self.client_address[0]} {format % args}", flush=True)


class Server(http.server.ThreadingHTTPServer):
    def server_bind(self):
        # HTTPServer asks the resolver for the machine's own name here; there may be none yet.
        socketserver.TCPServer.server_bind(self)
        self.server_name, self.server_port = self.server_address[:2]


def main(address, ports):
    servers = [Server((address, port), Handler) for port in ports]
    threads = [threading.Thread(target=server.serve_forever) for server in servers]
    for thread in threads:
        thread.start()
    print(f"serving {address} on {ports}", flush=True)
    for thread in threads:
        thread.join()


if __name__ == "__main__":
    main(sys.argv[1], [int(port) for port in sys.argv[2:]])
