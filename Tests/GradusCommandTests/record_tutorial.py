#!/usr/bin/env python3
"""Records what notebooks 01 to 03 print under PyTorch 2.13 and torchvision 0.28, in tutorial/.

GRADUS_DATA must name a folder with MNIST in it.
"""

import pathlib
import subprocess
import sys

folder = pathlib.Path(__file__).resolve().parent
for notebook in sorted((folder.parent.parent / "notebooks").glob("0[123]_*.py")):
    result = subprocess.run([sys.executable, str(notebook)], capture_output=True, text=True, check=True)
    (folder / "tutorial" / f"{notebook.stem}.out").write_text(result.stdout)
