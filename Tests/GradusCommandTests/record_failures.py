#!/usr/bin/env python3
"""Records the type and the first line of what PyTorch raises in each program of failures/, in failures/torch.json."""

import contextlib
import io
import json
import pathlib

folder = pathlib.Path(__file__).resolve().parent / "failures"
recorded = {}
for path in sorted(folder.glob("*.py")):
    try:
        with contextlib.redirect_stdout(io.StringIO()):
            exec(compile(path.read_text(), path.name, "exec"), {"__name__": "__main__"})
    except Exception as error:
        recorded[path.stem] = f"{type(error).__name__}: {str(error).splitlines()[0]}"
(folder / "torch.json").write_text(json.dumps(recorded, indent=1, ensure_ascii=False) + "\n")
