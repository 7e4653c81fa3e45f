"""Records how PyTorch's functions are called, for the texts of wrong calls.

Run with PyTorch installed: `python3 scripts/record_signatures.py`. Writes `Sources/GradusTensor/Table/CandidateTable.swift`:
for each function that has several signatures the list its messages show, for each function written in Python its
parameters, and which methods take no arguments at all. Everything is read off PyTorch's messages and `inspect`.
"""

import inspect
import re
import subprocess

import torch
import torch.nn.functional as F

OUT = "Sources/GradusTensor/Table/CandidateTable.swift"
MANY = {f"zz{i}": 1 for i in range(40)}


def python_parameters(function):
    pieces = []
    star = False
    for p in inspect.signature(function).parameters.values():
        if p.kind in (p.VAR_POSITIONAL, p.VAR_KEYWORD):
            return None
        if p.kind == p.KEYWORD_ONLY and not star:
            pieces.append("*")
            star = True
        pieces.append(p.name + ("" if p.default is p.empty else "="))
    return ", ".join(pieces)


def entry(function, call):
    if inspect.isfunction(function):
        parameters = python_parameters(function)
        return None if parameters is None else f"p {function.__code__.co_qualname}: {parameters}"
    try:
        call(**MANY)
    except TypeError as error:
        text = str(error)
    except Exception:
        return None
    else:
        return None
    if text.endswith("takes no keyword arguments"):
        try:
            call(1, 2, 3)
        except TypeError as error:
            return "n" if "takes no arguments" in str(error) else None
        except Exception:
            return None
        return None
    if "received an invalid combination" not in text:
        return None
    found = [line.strip()[2:] for line in text.split("\n") if line.strip().startswith("* (")]
    if not found:
        single = re.search(r"but expected (\(.*\))", text)
        if single is None:
            # One current signature, whose text PyTorch shows for positional arguments only.
            try:
                call(*[object()] * 12)
            except TypeError as error:
                single = re.search(r"but expected (\(.*\))", str(error))
        found = [single.group(1)] if single else []
    return "s " + "|".join(found) if found else None


def entries():
    rows = {}
    for prefix, module in (("", torch), ("F.", F), ("linalg.", torch.linalg), ("special.", torch.special),
                           ("init.", torch.nn.init)):
        for name in sorted(dir(module)):
            function = getattr(module, name)
            if name.startswith("__") or inspect.isclass(function) or not callable(function) or name == "storage":
                continue
            homes = ("torch.functional", "torch.nn.functional", "torch._C", "torch._jit_internal",
                     "torch.nn.init")
            if inspect.isfunction(function) and not function.__module__.startswith(homes):
                continue
            row = entry(function, function)
            if row:
                rows[prefix + name] = row
    x = torch.ones(2, 3)
    for name in sorted(dir(torch.Tensor)):
        function = inspect.getattr_static(torch.Tensor, name)
        if name.startswith("__") or not callable(function) or inspect.isclass(function):
            continue
        if not inspect.isfunction(function):
            function = getattr(torch.Tensor, name, None)
            if function is None or not callable(function):
                continue
        try:
            call = getattr(x.clone(), name)
        except Exception:
            continue
        row = entry(function, call)
        if row:
            rows["." + name] = row
    return rows


# Functions of one signature, which no message shows, where ours has several.
SINGLE = {
    "mul": "(Tensor input, Tensor other, *, Tensor out = None)", ".mul": "(Tensor other)", ".mul_": "(Tensor other)",
    "swapaxes": "(Tensor input, int axis0, int axis1)", ".swapaxes": "(int axis0, int axis1)",
    "swapdims": "(Tensor input, int dim0, int dim1)", ".swapdims": "(int dim0, int dim1)",
}


def main():
    rows = entries() | {name: "s " + text for name, text in SINGLE.items()}
    body = "\n".join(f"        {name} = {row}" for name, row in sorted(rows.items()))
    text = f'''// Recorded from PyTorch by scripts/record_signatures.py.
// swift-format-ignore-file

/// How PyTorch's functions are called, where that decides the text of an error: one line per name.
/// `s`: several signatures, as messages list them; `p`: a function of Python; `n`: a method without arguments.
/// Names of methods begin with a dot.
enum CandidateTable {{
    static let text = """
{body}
        """
}}
'''
    with open(OUT, "w", encoding="utf-8") as file:
        file.write(text)


main()
