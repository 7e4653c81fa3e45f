#!/usr/bin/env python3
"""Records what CPython 3.11 does with the scripts in scripts/, each in a .out file beside it.

A first line `# input: text` is given on standard input (with \\n for line ends), `# args: a b` as arguments.
"""

import pathlib
import subprocess
import sys

folder = pathlib.Path(__file__).resolve().parent / "scripts"


def directive(source, name):
    for line in source.splitlines()[:3]:
        if line.startswith(f"# {name}: "):
            return line.split(": ", 1)[1]
    return ""


for path in sorted(folder.glob("*.py")):
    source = path.read_text()
    result = subprocess.run(
        [sys.executable, path.name, *directive(source, "args").split()],
        cwd=folder,
        input=directive(source, "input").replace("\\n", "\n"),
        capture_output=True,
        text=True,
    )
    # A shell counts a signal as 128 + its number. Where the checkout lies does not matter.
    status = result.returncode if result.returncode >= 0 else 128 - result.returncode
    errors = result.stderr.replace(f"{folder}/", "")
    path.with_suffix(".out").write_text(f"{result.stdout}---- stderr\n{errors}---- exit {status}\n")
