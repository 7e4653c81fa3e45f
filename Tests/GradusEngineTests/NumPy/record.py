"""Records what the scripts in Cases/ print under CPython with NumPy (and PyTorch).

Usage: python3 record.py        (needs numpy, torch, torchvision, pillow; results are committed beside the scripts)
"""
import os
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))


def record():
    folder = os.path.join(HERE, "Cases")
    for name in sorted(os.listdir(folder)):
        if not name.endswith(".py"):
            continue
        path = os.path.join(folder, name)
        run = subprocess.run([sys.executable, "-W", "ignore", path], capture_output=True, text=True)
        if run.returncode != 0:
            sys.exit(f"{name}: {run.stderr}")
        with open(path[:-3] + ".out", "w") as file:
            file.write(run.stdout)


if __name__ == "__main__":
    record()
