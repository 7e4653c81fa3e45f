#!/usr/bin/env python3
"""Records what CPython 3.11 prints for each program below Tests/GradusVMTests/programs: NAME.py -> NAME.out.

Usage: scripts/record_programs.py [FOLDER...]   (default: all folders)
"""

import pathlib
import subprocess
import sys

root = pathlib.Path(__file__).resolve().parent.parent / "Tests" / "GradusVMTests" / "programs"
if sys.version_info[:2] != (3, 11):
    sys.exit("record_programs.py: run me with CPython 3.11")
folders = [root / name for name in sys.argv[1:]] or [root]
for folder in folders:
    for program in sorted(folder.rglob("*.py")):
        run = subprocess.run([sys.executable, "-I", program.name], cwd=program.parent, capture_output=True, timeout=60)
        if run.returncode != 0:
            sys.exit(f"{program}: {run.stderr.decode()}")
        program.with_suffix(".out").write_bytes(run.stdout)
