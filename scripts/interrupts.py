#!/usr/bin/env python3
"""Interrupts a training loop at the prompt many times, at random moments.

After every Ctrl-C the prompt must be back within the time limit; at the end the weights must be finite, the optimiser usable,
and memory must not have grown. Usage: interrupts.py GRADUS [--count 1000] [--seed 1] [--limit 0.5]
"""

import argparse
import atexit
import os
import pty
import random
import re
import select
import shutil
import sys
import time

SETUP = """\
import torch
from torch import nn
torch.manual_seed(0)
data = torch.utils.data.TensorDataset(torch.randn(2000, 1, 28, 28), torch.randint(0, 10, (2000,)))
loader = torch.utils.data.DataLoader(data, batch_size=50, shuffle=True)
net = nn.Sequential(nn.Conv2d(1, 6, 5), nn.ReLU(), nn.MaxPool2d(2), nn.Flatten(), nn.Linear(864, 10))
optimizer = torch.optim.Adam(net.parameters())
def train():
    while True:
        for x, y in loader:
            loss = nn.functional.cross_entropy(net(x), y)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
def finite():
    moments = [v for s in optimizer.state.values() for v in s.values() if torch.is_tensor(v)]
    return all(torch.isfinite(t).all().item() for t in list(net.parameters()) + moments)
"""


class Session:
    def __init__(self, program):
        self.pid, self.terminal = pty.fork()
        if self.pid == 0:
            os.environ.update(TERM="dumb", NO_COLOR="1", XDG_STATE_HOME=f"/tmp/gradus-stress-{os.getpid()}")
            os.execv(program, [program])
        atexit.register(shutil.rmtree, f"/tmp/gradus-stress-{self.pid}", ignore_errors=True)
        self.text = ""
        self.number = 1
        self.prompt(10)

    def prompt(self, seconds):
        """Waits for the next prompt; how long that took."""
        start = time.monotonic()
        wanted = f"In [{self.number}]: "
        while wanted not in self.text:
            left = start + seconds - time.monotonic()
            if left <= 0:
                raise SystemExit(f"no prompt within {seconds} s; the last output:\n{self.text[-2000:]}")
            ready, _, _ = select.select([self.terminal], [], [], left)
            if ready:
                try:
                    piece = os.read(self.terminal, 65536)
                except OSError:
                    piece = b""
                if not piece:
                    _, status = os.waitpid(self.pid, 0)
                    raise SystemExit(f"the session ended with status {status}; the last output:\n{self.text[-2000:]}")
                self.text += piece.decode("utf-8", "replace")
        before, self.text = self.text.split(wanted, 1)
        self.number += 1
        return time.monotonic() - start, before

    def type(self, text):
        os.write(self.terminal, text.encode())

    def enter(self, text, seconds=10):
        self.type(text + "\n")
        return self.prompt(seconds)[1]

    def interrupt(self):
        """Sends Ctrl-C; the seconds until the next prompt, or None where it only cleared what was typed."""
        start = time.monotonic()
        self.type("\x03")
        wanted, same = f"In [{self.number}]: ", f"In [{self.number - 1}]: "
        while wanted not in self.text and same not in self.text:
            if time.monotonic() - start > 10:
                raise SystemExit(f"no prompt within 10 s; the last output:\n{self.text[-2000:]}")
            ready, _, _ = select.select([self.terminal], [], [], 0.5)
            if ready:
                self.text += os.read(self.terminal, 65536).decode("utf-8", "replace")
        if wanted not in self.text:
            self.text = self.text.split(same, 1)[1]
            return None
        self.text = self.text.split(wanted, 1)[1]
        self.number += 1
        return time.monotonic() - start

    def memory(self):
        with open(f"/proc/{self.pid}/status") as file:
            return int(re.search(r"VmRSS:\s+(\d+)", file.read()).group(1)) / 1024


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--limit", type=float, default=0.5, help="seconds until the prompt must be back")
    parser.add_argument(
        "--typical", type=float, default=0.2, help="seconds within which nine of ten must be back")
    options = parser.parse_args()
    random.seed(options.seed)
    session = Session(os.path.abspath(options.program))
    path = f"/tmp/gradus-stress-{os.getpid()}.py"
    with open(path, "w") as file:
        file.write(SETUP)
    session.enter(f"%run {path}")
    os.unlink(path)
    times, early = [], None
    for count in range(options.count):
        session.type("train()\n")
        time.sleep(random.choice((0.001, 0.01, 0.06)) * random.random())
        seconds = session.interrupt()
        if seconds is None:
            continue
        times.append(seconds)
        if count == min(100, options.count // 2):
            early = session.memory()
    answer = session.enter("print('finite:', finite())")
    late = session.memory()
    session.enter("train_once = next(iter(loader))")
    problems = []
    if "finite: True" not in answer:
        problems.append(f"weights or moments are not finite: {answer.strip()}")
    slowest, typical = max(times, default=0), sorted(times)[len(times) * 9 // 10] if times else 0
    # A busy machine may make a few wait; most of them tell.
    if typical > options.typical:
        problems.append(f"one interrupt in ten took {typical:.2f} s or more")
    if slowest > options.limit:
        problems.append(f"one interrupt took {slowest:.2f} s")
    if early is not None and late > early * 1.3 + 20:
        problems.append(f"memory grew from {early:.0f} to {late:.0f} MB")
    print(f"{len(times)} of {options.count} interrupts met running code: nine of ten within {typical * 1000:.0f} ms, slowest {slowest * 1000:.0f} ms, memory {early or 0:.0f} -> {late:.0f} MB")
    for problem in problems:
        print("problem:", problem)
    sys.exit(1 if problems else 0)


if __name__ == "__main__":
    main()
