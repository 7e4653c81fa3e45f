"""Records in the notebooks of this folder what their cells put out under IPython.

Usage: python3 record.py        (needs ipython, torch, numpy, matplotlib)
"""
import contextlib
import io
import json
import os
import pathlib
import sys
import tempfile

from IPython.core.interactiveshell import InteractiveShell

sys.path.insert(0, "")
shell = InteractiveShell.instance()
shell.colors = "NoColor"
shell.displayhook.write_output_prompt = lambda: None
shell.showtraceback = shell.showsyntaxerror = lambda *args, **kwargs: None


def outputs_of(source, number):
    outputs = []
    printed = io.StringIO()

    def flush():
        if printed.getvalue():
            text = printed.getvalue().splitlines(True)
            outputs.append({"name": "stdout", "output_type": "stream", "text": text})
        printed.seek(0)
        printed.truncate()

    def show(data, metadata=None):
        flush()
        outputs.append({"data": {"text/plain": data["text/plain"].splitlines(True)}, "execution_count": number,
                        "metadata": {}, "output_type": "execute_result"})

    shell.displayhook.write_format_data = show
    shell.displayhook.finish_displayhook = lambda: None
    with contextlib.redirect_stdout(printed):
        ran = shell.run_cell(source, store_history=True)
    flush()
    error = ran.error_in_exec or ran.error_before_exec
    if error is not None:
        outputs.append({"ename": type(error).__name__, "evalue": str(error), "output_type": "error", "traceback": []})
    return outputs


folder = pathlib.Path(__file__).resolve().parent
for path in sorted(folder.glob("*.ipynb")):
    notebook = json.loads(path.read_text())
    shell.reset()
    with tempfile.TemporaryDirectory() as place:
        os.chdir(place)
        number = 0
        for cell in notebook["cells"]:
            if cell["cell_type"] == "code":
                number += 1
                cell["execution_count"] = number
                source = "".join(cell["source"])
                # Settings of the pictures need a kernel.
                lines = [line for line in source.split("\n") if not line.startswith("%matplotlib")]
                cell["outputs"] = outputs_of("\n".join(lines), number)
        os.chdir(folder)
    path.write_text(json.dumps(notebook, ensure_ascii=False, indent=1) + "\n")
