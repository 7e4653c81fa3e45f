"""Writes errors.expected: what CPython 3.11 says about each program of errors.txt.

Run from this folder with CPython 3.11. One line per program: kind|message|line|column|end line|end column
(columns in UTF-8 bytes from 1), or OK.
"""
import sys
import warnings

assert sys.version_info[:2] == (3, 11)
warnings.simplefilter("ignore")
lines = []
with open("errors.txt", encoding="utf-8") as file:
    programs = file.read().removesuffix("\n").split("\n---\n")
for program in programs:
    try:
        compile(program, "test", "exec")
    except SyntaxError as error:
        place = (error.lineno, error.offset, error.end_lineno, error.end_offset)
        lines.append("|".join([type(error).__name__, error.msg, *map(str, place)]))
    else:
        lines.append("OK")
with open("errors.expected", "w", encoding="utf-8") as file:
    file.write("\n".join(lines) + "\n")
