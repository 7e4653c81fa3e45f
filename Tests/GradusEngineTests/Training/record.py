"""Records what the scripts of this folder print under CPython with PyTorch: python3 record.py"""
import pathlib
import subprocess
import sys

here = pathlib.Path(__file__).parent
for script in sorted(here.glob("*.py")):
    if script.name != "record.py":
        out = subprocess.run([sys.executable, script.name], cwd=here, capture_output=True, text=True, check=True).stdout
        script.with_suffix(".out").write_text(out)
