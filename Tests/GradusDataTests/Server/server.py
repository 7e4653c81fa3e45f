"""A web server on the loopback interface that misbehaves on request, for the download tests.

Usage: python3 server.py PARENT_PID    prints its port, serves until the parent is gone. The first part of a path says how:
  /good      with ranges                    /plain     without ranges
  /cut       breaks off in the first answer, serves the rest when asked with a range
  /short     always breaks off              /stall     sends a little and goes silent
  /long      says a longer length than it sends           /damaged   right length, wrong bytes
  /moved     redirects to /good             /loop      redirects to itself        /file   redirects to a file: address
  /busy      503 twice, then good           /missing   404
"""
import http.server
import os
import sys
import threading
import time

BODY = bytes((i * 31 + i // 251) % 256 for i in range(200_000))
counts = {}


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *arguments):
        pass

    def answer(self, body, status=200, length=None, sent=None, headers=()):
        self.send_response(status)
        for name, value in headers:
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body) if length is None else length))
        self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(body if sent is None else body[:sent])
        self.wfile.flush()
        self.close_connection = True

    def ranged(self, sent=None):
        wanted = self.headers.get("Range")
        if not wanted:
            return self.answer(BODY, sent=sent)
        start = int(wanted.removeprefix("bytes=").split("-")[0])
        if start >= len(BODY):
            return self.answer(b"", 416, headers=[("Content-Range", f"bytes */{len(BODY)}")])
        self.answer(BODY[start:], 206, headers=[("Content-Range", f"bytes {start}-{len(BODY) - 1}/{len(BODY)}")])

    def do_GET(self):
        how = self.path.split("/")[1]
        counts[self.path] = counts.get(self.path, 0) + 1
        try:
            if how == "good":
                self.ranged()
            elif how == "plain":
                self.answer(BODY)
            elif how == "cut":
                self.ranged(sent=70_000)
            elif how == "short":
                self.answer(BODY, sent=1000)
            elif how == "stall":
                self.send_response(200)
                self.send_header("Content-Length", str(len(BODY)))
                self.end_headers()
                self.wfile.write(BODY[:500])
                self.wfile.flush()
                time.sleep(20)
            elif how == "long":
                self.answer(BODY, length=len(BODY) + 1000)
            elif how == "damaged":
                self.answer(BODY[:-1] + b"!")
            elif how == "moved":
                self.answer(b"", 302, headers=[("Location", self.path.replace("/moved/", "/good/", 1))])
            elif how == "loop":
                self.answer(b"", 302, headers=[("Location", self.path)])
            elif how == "file":
                self.answer(b"", 302, headers=[("Location", "file:///etc/hostname")])
            elif how == "busy" and counts[self.path] <= 2:
                self.answer(b"later", 503)
            elif how == "busy":
                self.ranged()
            else:
                self.answer(b"no", 404)
        except (BrokenPipeError, ConnectionResetError):
            pass


def watch(parent):
    while True:
        time.sleep(0.5)
        if os.getppid() != parent:
            os._exit(0)


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
server.daemon_threads = True
threading.Thread(target=watch, args=(int(sys.argv[1]),), daemon=True).start()
print(server.server_port, flush=True)
server.serve_forever()
