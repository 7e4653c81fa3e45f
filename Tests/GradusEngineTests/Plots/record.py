#!/usr/bin/env python3
"""Records what matplotlib prints for the scripts in Cases/, each in a .out file beside it.

Usage: python Tests/GradusEngineTests/Plots/record.py, with matplotlib 3.11 and PyTorch installed.
"""
import pathlib
import subprocess
import sys

folder = pathlib.Path(__file__).resolve().parent / "Cases"
for path in sorted(folder.glob("*.py")):
    run = subprocess.run([sys.executable, "-W", "ignore", path.name], cwd=folder, capture_output=True, text=True)
    if run.returncode:
        sys.exit(f"{path.name}: {run.stderr}")
    path.with_suffix(".out").write_text(run.stdout)
