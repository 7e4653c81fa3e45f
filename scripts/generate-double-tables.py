#!/usr/bin/env python3
"""Writes Sources/CSIMD/include/DoubleTables.h: the tables and constants behind exp, log and sine of float64 vectors.

Run from the package's root; the output is committed. Values are computed with 60 digits.
"""
from decimal import Decimal, getcontext

getcontext().prec = 60
OUTPUT = "Sources/CSIMD/include/DoubleTables.h"
LN2 = Decimal(2).ln()


def rounded(x, unit=None):
    """The float64 next to x, or the next multiple of 2^unit."""
    if unit is None:
        return float(x)
    return float((x / Decimal(2) ** unit).to_integral_value()) * 2.0**unit


def table(name, values, comment):
    rows = [", ".join(v.hex() for v in values[i : i + 4]) for i in range(0, len(values), 4)]
    body = ",\n    ".join(rows)
    return f"// {comment}\nstatic const double {name}[{len(values)}] = {{\n    {body},\n}};\n"


powers = [(LN2 * i / 16).exp() for i in range(16)]
heads = [rounded(p) for p in powers]
# What the rounded heads lack, as a part of them.
tails = [float((p - Decimal(h)) / Decimal(h)) for p, h in zip(powers, heads)]

ln2_head = rounded(LN2, -42)
sixteenth = float(LN2 / 16)
pi = Decimal("3.14159265358979323846264338327950288419716939937510582097494459230781640628620899862803482534211706798")
quarter = [float(pi / 2)]
quarter.append(float(pi / 2 - Decimal(quarter[0])))
constants = {
    "LN2_HEAD": (ln2_head, "ln 2 to a multiple of 2^-42, and the rest"),
    "LN2_TAIL": (float(LN2 - Decimal(ln2_head)), None),
    "LN2_SIXTEENTH_HEAD": (sixteenth, "ln 2 / 16 in two parts"),
    "LN2_SIXTEENTH_TAIL": (float(LN2 / 16 - Decimal(sixteenth)), None),
    "HALF_PI_HEAD": (quarter[0], "pi / 2 in two parts"),
    "HALF_PI_TAIL": (quarter[1], None),
}

out = ["// Written by scripts/generate-double-tables.py.", "#pragma once", ""]
for name, (value, comment) in constants.items():
    if comment:
        out.append(f"// {comment}")
    out.append(f"static const double {name} = {value.hex()};")
out.append("")
out.append(table("EXP2_HEADS", heads, "2^(i/16)"))
out.append(table("EXP2_TAILS", tails, "2^(i/16) = head (1 + tail)"))
with open(OUTPUT, "w") as file:
    file.write("\n".join(out))
