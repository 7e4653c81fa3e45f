#!/usr/bin/env python3
"""Records what jaxtyping says for contracts/notation.py. Needs torch and jaxtyping 0.3.11 (PYTHON names their interpreter)."""

import os
import pathlib
import subprocess
import sys

folder = pathlib.Path(__file__).resolve().parent / "contracts"
python = os.environ.get("PYTHON", sys.executable)
output = subprocess.run([python, folder / "notation.py"], check=True, capture_output=True, text=True).stdout
(folder / "notation.out").write_text(output)
