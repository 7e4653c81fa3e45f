"""Records how CPython 3.11 words and places syntax errors.

Usage (CPython 3.11): python3 record_errors.py     rewrites golden/errors/*.out from golden/errors/*.txt

A `.txt` file holds programs separated by lines of `=====`; the `.out` file holds CPython's text for each, in the same
order and with the same separators; `OK` where the program compiles.
"""

import ast
import pathlib
import unicodedata
import warnings

BLANKS = " \t\f"
SEPARATOR = "\n=====\n"


def columns(text):
    """Terminal columns: CPython counts characters, Gradus what is seen."""
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def render(error):
    """The form of the interpreter's own printer: a range over several lines is marked to the end of the first.

    Only the columns differ: wide characters count two.
    """
    text = f'  File "<string>", line {error.lineno}\n'
    line = (error.text or "").rstrip("\n")
    shown = line.lstrip(" \t\f")
    if shown.rstrip(BLANKS):
        text += f"    {shown}\n"
        if error.offset is not None:
            start = max(error.offset, 1) - 1
            end = error.end_offset or 0
            if error.end_lineno is not None and error.end_lineno > error.lineno:
                end = len(line.rstrip(BLANKS)) + 1
            width = max(columns(line[start : max(end - 1, start)]), columns(line[start : start + 1]), 1)
            skipped = len(line) - len(shown)
            if start >= skipped:
                before = "".join("\t" if c == "\t" else " " * columns(c) for c in line[skipped:start])
                before += " " * (start - max(len(line), skipped))
                text += f"    {before}{'^' * width}\n"
    return text + f"{type(error).__name__}: {error.msg}"


# Errors that CPython's later passes find and the parser here finds already.
LATE = ("duplicate argument", "keyword argument repeated", "patterns may only")


def record(program):
    try:
        compile(program, "<string>", "exec", dont_inherit=True)
    except SyntaxError as error:
        if error.text is None and error.lineno is not None:
            error.text = program.split("\n")[error.lineno - 1]
            try:
                ast.parse(program)
            except SyntaxError:
                return render(error)
            if not error.msg.startswith(LATE):
                return "OK"
        return render(error)
    return "OK"


def main():
    warnings.simplefilter("ignore")
    for path in sorted((pathlib.Path(__file__).parent / "golden" / "errors").glob("*.txt")):
        programs = path.read_text(encoding="utf-8").removesuffix("\n=====\n").split(SEPARATOR)
        answers = [record(program) for program in programs]
        path.with_suffix(".out").write_text(SEPARATOR.join(answers) + SEPARATOR, encoding="utf-8")


if __name__ == "__main__":
    main()
