#!/usr/bin/env python3
"""Records how Jupytext reads the files in Corpus/, as corpus.json. Needs jupytext 1.19.6."""

import json
import pathlib

import jupytext

folder = pathlib.Path(__file__).resolve().parent
# What Jupytext adds for its own writing.
OWN_KEYS = {"title", "cell_depth", "region_name", "lines_to_next_cell", "cell_marker"}
recorded = {}
for path in sorted((folder / "Corpus").glob("*.py")):
    with open(path, newline="") as file:
        notebook = jupytext.reads(file.read().replace("\r\n", "\n"), fmt="py:percent")
    recorded[path.name] = [
        {
            "type": cell.cell_type,
            "source": cell.source.strip("\n"),
            "title": cell.metadata.get("title"),
            "depth": cell.metadata.get("cell_depth", 0),
            "region": cell.metadata.get("region_name"),
            "metadata": {key: value for key, value in cell.metadata.items() if key not in OWN_KEYS},
        }
        for cell in notebook.cells
    ]
(folder / "corpus.json").write_text(json.dumps(recorded, indent=1, ensure_ascii=False, sort_keys=True) + "\n")
