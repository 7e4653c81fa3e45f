"""Records what the scripts in Cases/ print under CPython with PyTorch and torchvision.

Usage: python3 record.py        (needs torch, torchvision, pillow; results are committed beside the scripts)

The pictures in MNIST/raw are 20 + 10 small drawings in MNIST's file format, made here from integer arithmetic.
"""
import os
import struct
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
# Some builds of torchvision lack their compiled operators; nothing here needs them.
PROLOGUE = (
    "import sys, types, runpy\n"
    "sys.modules.setdefault('torchvision._meta_registrations', types.ModuleType('registrations'))\n"
    "sys.argv = sys.argv[1:]\n"
    "runpy.run_path(sys.argv[0], run_name='__main__')\n"
)


def write_fixture():
    raw = os.path.join(HERE, "MNIST", "raw")
    os.makedirs(raw, exist_ok=True)
    for prefix, count, shift in [("train", 20, 0), ("t10k", 10, 7)]:
        labels = bytes((i * 3 + shift) % 10 for i in range(count))
        pixels = bytearray()
        for i in range(count):
            for y in range(28):
                for x in range(28):
                    inside = 5 <= x < 23 and 5 <= y < 23
                    pixels.append((x * (i + 3) + y * y * 5 + labels[i] * 31) % 256 if inside else 0)
        with open(os.path.join(raw, f"{prefix}-labels-idx1-ubyte"), "wb") as file:
            file.write(struct.pack(">II", 0x801, count) + labels)
        with open(os.path.join(raw, f"{prefix}-images-idx3-ubyte"), "wb") as file:
            file.write(struct.pack(">IIII", 0x803, count, 28, 28) + bytes(pixels))


def record():
    folder = os.path.join(HERE, "Cases")
    for name in sorted(os.listdir(folder)):
        if not name.endswith(".py"):
            continue
        path = os.path.join(folder, name)
        result = subprocess.run(
            [sys.executable, "-W", "ignore", "-c", PROLOGUE, path, HERE], capture_output=True, text=True, check=False)
        if result.returncode:
            sys.exit(f"{name}: {result.stderr}")
        with open(path[:-3] + ".out", "w") as file:
            file.write(result.stdout.replace(HERE, "ROOT"))
        print(name)


write_fixture()
record()
