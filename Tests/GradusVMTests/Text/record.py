"""Records what CPython 3.11 makes of each line of expressions.txt, as expressions.tsv: the expression, then
`= repr` or `! Type: message`, tab-separated. Run it in this folder after changing the expressions."""
import sys

assert sys.version_info[:2] == (3, 11), sys.version


def record(expression):
    try:
        return "= " + repr(eval(expression, {}))
    except BaseException as error:
        return f"! {type(error).__name__}: {error}"


def escaped(text):
    return text.encode("utf-8", "backslashreplace").decode().replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n").replace("\r", "\\r")


with open("expressions.txt", encoding="utf-8") as lines, open("expressions.tsv", "w", encoding="utf-8") as out:
    for line in lines:
        line = line.rstrip("\n")
        if line and not line.startswith("#"):
            out.write(f"{escaped(line)}\t{escaped(record(line))}\n")
