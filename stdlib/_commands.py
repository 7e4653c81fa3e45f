"""The library's modules that run as programs: `gradus -m NAME`."""

import sys

try:
    from _gradus import import_module
except ImportError:
    from importlib import import_module


def _unittest(words):
    from unittest.main import TestProgram
    TestProgram(module=None, argv=["python -m unittest", *words])


def _doctest(words):
    import argparse
    import doctest
    import os

    parser = argparse.ArgumentParser(prog="doctest", description="doctest runner")
    parser.add_argument("-v", "--verbose", action="store_true", help="print very verbose output for all tests")
    parser.add_argument("-o", "--option", action="append", default=[], help="a doctest option flag")
    parser.add_argument("-f", "--fail-fast", action="store_true", help="stop running tests after first failure")
    parser.add_argument("file", nargs="+", help="file containing the tests to run")
    given = parser.parse_args(words)
    flags = 0
    for name in given.option:
        flags |= getattr(doctest, name)
    if given.fail_fast:
        flags |= doctest.FAIL_FAST
    for path in given.file:
        folder, name = os.path.split(path)
        if not name.endswith(".py"):
            parser.error(f"Gradus examines the docstrings of Python files only, not {path}")
        sys.path.insert(0, os.path.abspath(folder))
        module = import_module(name[:-3])
        del sys.path[0]
        failures, _ = doctest.testmod(module, verbose=given.verbose, optionflags=flags)
        if failures:
            return 1
    return 0


def _timeit(words):
    import getopt
    import timeit

    scales = {"nsec": 1e-9, "usec": 1e-6, "msec": 1e-3, "sec": 1.0}
    try:
        options, rest = getopt.getopt(
            words, "n:u:s:r:pvh", ["number=", "setup=", "repeat=", "process", "verbose", "unit=", "help"])
    except getopt.error as error:
        print(error)
        print("use -h/--help for command line help")
        return 2
    statement = "\n".join(rest) or "pass"
    number, setup, repeat, verbose, precision, chosen = 0, [], timeit.default_repeat, 0, 3, None
    for option, value in options:
        if option in ("-n", "--number"):
            number = int(value)
        elif option in ("-s", "--setup"):
            setup.append(value)
        elif option in ("-r", "--repeat"):
            repeat = max(1, int(value))
        elif option in ("-u", "--unit"):
            if value not in scales:
                print("Unrecognized unit. Please select nsec, usec, msec, or sec.", file=sys.stderr)
                return 2
            chosen = value
        elif option in ("-v", "--verbose"):
            precision += bool(verbose)
            verbose += 1
        elif option in ("-h", "--help"):
            print("usage: gradus -m timeit [-n N] [-r N] [-s SETUP] [-u UNIT] [-v] [statement ...]")
            return 0

    def shown(seconds):
        unit = chosen or next((u for u in reversed(scales) if seconds >= scales[u]), "nsec")
        return "%.*g %s" % (precision, seconds / scales[unit], unit)

    timer = timeit.Timer(statement, "\n".join(setup) or "pass")
    if number == 0:
        def told(count, taken):
            print(f"{count} loop{'' if count == 1 else 's'} -> {taken:.{precision}g} secs")
        number, _ = timer.autorange(told if verbose else None)
        if verbose:
            print()
    times = timer.repeat(repeat, number)
    if verbose:
        print(f"raw times: {', '.join(map(shown, times))}")
        print()
    best, worst = min(times) / number, max(times) / number
    print(f"{number} loop{'' if number == 1 else 's'}, best of {repeat}: {shown(best)} per loop")
    if worst >= best * 4:
        import warnings
        warnings.warn_explicit(
            f"The test results are likely unreliable. The worst time ({shown(worst)}) was more than four times slower "
            f"than the best time ({shown(best)}).", UserWarning, "", 0)
    return 0


def _json_tool(words):
    import argparse
    import json

    parser = argparse.ArgumentParser(prog="python -m json.tool", description="Checks JSON texts and prints them neatly.")
    parser.add_argument("infile", nargs="?", default="-", help="a JSON file to be validated or pretty-printed")
    parser.add_argument("outfile", nargs="?", help="write the output of infile to outfile")
    parser.add_argument("--sort-keys", action="store_true", help="sort the output of dictionaries by key")
    parser.add_argument("--no-ensure-ascii", dest="ensure_ascii", action="store_false", help="keep non-ASCII characters")
    parser.add_argument("--json-lines", action="store_true", help="parse the input as one JSON value a line")
    parser.add_argument("--indent", type=int, default=4, help="spaces of each level")
    parser.add_argument("--tab", dest="indent", action="store_const", const="\t", help="tabs for each level")
    parser.add_argument("--no-indent", dest="indent", action="store_const", const=None, help="a space after each item")
    parser.add_argument("--compact", action="store_true", help="no white space")
    given = parser.parse_args(words)
    options = {"sort_keys": given.sort_keys, "ensure_ascii": given.ensure_ascii, "indent": given.indent}
    if given.compact:
        options |= {"indent": None, "separators": (",", ":")}
    try:
        if given.infile == "-":
            text = sys.stdin.read()
        else:
            with open(given.infile, encoding="utf-8") as file:
                text = file.read()
        values = map(json.loads, text.splitlines()) if given.json_lines else [json.loads(text)]
        result = "".join(json.dumps(value, **options) + "\n" for value in values)
    except ValueError as error:
        raise SystemExit(error)
    if given.outfile is None:
        sys.stdout.write(result)
    else:
        with open(given.outfile, "w", encoding="utf-8") as file:
            file.write(result)
    return 0


def _calendar(words):
    import calendar
    import datetime

    if len(words) == 2:
        print(calendar.TextCalendar().formatmonth(int(words[0]), int(words[1]), 2, 1), end="")
    else:
        print(calendar.TextCalendar().formatyear(int(words[0]) if words else datetime.date.today().year), end="")
    return 0


COMMANDS = {
    "unittest": _unittest, "doctest": _doctest, "timeit": _timeit, "json.tool": _json_tool, "calendar": _calendar,
}


def run(name):
    """Runs the module of that name with the words of the command line."""
    if name not in COMMANDS:
        hint = ""
        if name in ("pip", "venv", "ensurepip"):
            hint = " (Gradus brings its library with it; other packages cannot be installed)"
        sys.stderr.write(f"gradus: No module named {name}{hint}\n")
        sys.exit(1)
    sys.exit(COMMANDS[name](sys.argv[1:]))
