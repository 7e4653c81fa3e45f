#!/usr/bin/env python3
"""Records what CPython 3.11 says about programs that end with an exception.

Usage (CPython 3.11): python3 record.py     rewrites *.out from *.txt in this folder

A `.txt` file holds programs separated by lines of `=====`; the `.out` file holds, in the same order, what each printed,
its whole error text, and the same separators.
"""

import pathlib
import subprocess
import sys
import tempfile

SEPARATOR = "\n=====\n"

if sys.version_info[:2] != (3, 11):
    sys.exit("record.py: run me with CPython 3.11")
for path in sorted(pathlib.Path(__file__).resolve().parent.glob("*.txt")):
    answers = []
    for program in path.read_text(encoding="utf-8").removesuffix(SEPARATOR).split(SEPARATOR):
        with tempfile.TemporaryDirectory() as folder:
            (pathlib.Path(folder) / "p.py").write_text(program, encoding="utf-8")
            run = subprocess.run(
                [sys.executable, "-W", "ignore", "p.py"], cwd=folder, capture_output=True, encoding="utf-8", timeout=60)
            answers.append(run.stdout + run.stderr.replace(folder + "/", ""))
    path.with_suffix(".out").write_text(SEPARATOR.join(answers) + SEPARATOR, encoding="utf-8")
