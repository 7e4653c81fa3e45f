#!/usr/bin/env python3
"""Runs the programs of Tests/GradusVMTests/programs/modules_NAME under CPython 3.11 with stdlib/NAME in the place of its
own module NAME, and compares what they print with what CPython's module printed (`.out`).

Usage: scripts/check_stdlib.py [NAME...]   (default: all modules that need nothing of the machine)
"""

import importlib.util
import pathlib
import subprocess
import sys
import tempfile

root = pathlib.Path(__file__).resolve().parent.parent
stdlib = root / "stdlib"
programs = root / "Tests" / "GradusVMTests" / "programs"

# Their files stand on native modules that CPython has in another form.
NATIVE = {"decimal", "io", "itertools", "json", "math", "operator", "random"}
# CPython itself knows which classes match the patterns of sequences and mappings, shows the module of types in C, and has
# importlib.util frozen.
BUILT_IN = {"finding", "own_mapping", "own_sequence", "type_names"}
# What modules share that CPython does not have.
HELPERS = [file.stem for file in sorted(stdlib.glob("_*.py")) if importlib.util.find_spec(file.stem) is None]


def check(name):
    """The number of programs that agree, and the names of those that do not."""
    agree, differ = 0, []
    with tempfile.TemporaryDirectory() as folder:
        for module in (*HELPERS, name):
            source = stdlib / module if (stdlib / module).is_dir() else stdlib / f"{module}.py"
            (pathlib.Path(folder) / source.name).symlink_to(source)
        for program in sorted((programs / f"modules_{name}").glob("*.py")):
            if program.stem in BUILT_IN:
                continue
            run = subprocess.run(
                [sys.executable, program.name], cwd=program.parent, capture_output=True, timeout=60,
                env={"PYTHONPATH": folder, "PYTHONDONTWRITEBYTECODE": "1"})
            if run.stdout == program.with_suffix(".out").read_bytes():
                agree += 1
            else:
                differ.append(f"{program.parent.name}/{program.stem}\n{run.stderr.decode()[-400:]}")
    return agree, differ


def main():
    if sys.version_info[:2] != (3, 11):
        sys.exit("check_stdlib.py: run me with CPython 3.11")
    found = [folder.name.removeprefix("modules_") for folder in sorted(programs.glob("modules_*"))]
    names = sys.argv[1:] or [name for name in found if name not in NATIVE]
    failures = []
    for name in names:
        agree, differ = check(name)
        print(f"{name}: {agree} of {agree + len(differ)} agree")
        failures += differ
    if failures:
        sys.exit("\n".join(failures))


if __name__ == "__main__":
    main()
