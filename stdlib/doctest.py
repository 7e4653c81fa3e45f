"""Runs the examples in docstrings and compares what they print with what they promise."""

import inspect as _inspect
import io as _io
import re as _re
import sys as _sys
import traceback as _traceback
from collections import namedtuple as _namedtuple

try:
    from _gradus import run_example as _run_example
except ImportError:
    def _run_example(source, name, names, display):
        exec(compile(source, name, "single"), names)

__all__ = ["DocTestSuite", "testmod", "run_docstring_examples", "TestResults", "DONT_ACCEPT_TRUE_FOR_1", "DONT_ACCEPT_BLANKLINE",
           "NORMALIZE_WHITESPACE", "ELLIPSIS", "SKIP", "IGNORE_EXCEPTION_DETAIL", "REPORT_UDIFF", "REPORT_CDIFF",
           "REPORT_NDIFF", "REPORT_ONLY_FIRST_FAILURE", "FAIL_FAST"]

TestResults = _namedtuple("TestResults", "failed attempted")

DONT_ACCEPT_TRUE_FOR_1, DONT_ACCEPT_BLANKLINE, NORMALIZE_WHITESPACE, ELLIPSIS = 1, 2, 4, 8
SKIP, IGNORE_EXCEPTION_DETAIL, REPORT_UDIFF, REPORT_CDIFF, REPORT_NDIFF = 16, 32, 64, 128, 256
REPORT_ONLY_FIRST_FAILURE, FAIL_FAST = 512, 1024
_FLAGS = {name: value for name, value in globals().items() if type(value) is int and name.isupper()}

_DIVIDER = "*" * 70
_PROMPT = _re.compile(r"( *)>>>( (.*)|)$")
_OPTIONS = _re.compile(r"#\s*doctest:\s*([^\n'\"]*)$", _re.MULTILINE)
_RAISES = _re.compile(r"^Traceback \((?:most recent call last|innermost last)\):\s*\n(?:(?!\w).*\n)*?"
                      r"(?P<message>\w+(?:.|\n)*)", _re.MULTILINE)


class _Example:
    """One entry at the prompt and what it shall print."""

    def __init__(self, source, want, line):
        self.source, self.want, self.line = source, want, line
        raises = _RAISES.match(want)
        self.message = raises["message"] if raises else None
        self.flags = {}
        for options in _OPTIONS.findall(source):
            for option in options.replace(",", " ").split():
                if option[0] not in "+-" or option[1:] not in _FLAGS:
                    raise ValueError(f"line {line + 1} of the doctest has an invalid option: {option!r}")
                self.flags[_FLAGS[option[1:]]] = option[0] == "+"


def _examples(text):
    """The examples of a docstring."""
    lines = text.expandtabs().split("\n")
    found = []
    place = 0
    while place < len(lines):
        prompt = _PROMPT.match(lines[place])
        if not prompt:
            place += 1
            continue
        start, indent = place, prompt[1]
        source = [prompt[3] or ""]
        place += 1
        while place < len(lines) and lines[place].startswith(indent + "..."):
            more = lines[place][len(indent) + 3:]
            if more and more[0] != " ":
                break
            source.append(more[1:])
            place += 1
        want = []
        while place < len(lines) and lines[place].strip() and not _re.match(r" *>>>( |$)", lines[place]):
            want.append(lines[place][len(indent):])
            place += 1
        if not want and all(not line.strip() or line.strip().startswith("#") for line in source):
            continue
        found.append(_Example("\n".join(source) + "\n", "".join(line + "\n" for line in want), start))
    return found


class _Test:
    """The examples of one docstring."""

    def __init__(self, name, examples, names, file, line):
        self.name, self.examples, self.names, self.file, self.line = name, examples, names, file, line


def _line_of(value, lines):
    """The index of the line on which a docstring begins."""
    if lines is None:
        return None
    if _inspect.ismodule(value):
        return 0
    line = None
    if _inspect.isclass(value):
        heads = [i for i, text in enumerate(lines) if _re.match(rf"\s*class\s*{value.__name__}\b", text)]
        line = heads[0] if heads else None
    else:
        function = value.fget if isinstance(value, property) else _inspect.unwrap(value)
        code = getattr(getattr(function, "__func__", function), "__code__", None)
        line = code.co_firstlineno - 1 if code is not None else None
    if line is None:
        return None
    for index in range(line, len(lines)):
        if _re.match(r"(^|.*:)\s*\w*(\"|')", lines[index]):
            return index
    return None


def _find(value, name, module, names, file, lines, seen, found):
    """Collects the tests of a value and of what it holds."""
    if id(value) in seen:
        return
    seen.add(id(value))
    doc = value if isinstance(value, str) else getattr(value, "__doc__", None)
    doc = doc if isinstance(doc, str) else ""
    found.append(_Test(name, _examples(doc), names, file, _line_of(value, lines) if doc else None))
    if _inspect.ismodule(value):
        for key, inner in list(vars(value).items()):
            plain = _inspect.unwrap(inner) if callable(inner) and not _inspect.isclass(inner) else inner
            if (_inspect.isfunction(plain) or _inspect.isclass(inner)) and inner.__module__ == module.__name__:
                _find(inner, f"{name}.{key}", module, names, file, lines, seen, found)
        for key, inner in getattr(value, "__test__", {}).items():
            _find(inner, f"{name}.__test__.{key}", module, names, file, lines, seen, found)
    elif _inspect.isclass(value):
        for key, inner in list(vars(value).items()):
            if isinstance(inner, (staticmethod, classmethod)):
                inner = inner.__func__
            routine = callable(inner) and _inspect.isfunction(_inspect.unwrap(inner))
            if routine or _inspect.isclass(inner) or isinstance(inner, property):
                if isinstance(inner, property) or inner.__module__ == module.__name__:
                    _find(inner, f"{name}.{key}", module, names, file, lines, seen, found)


def _show(value):
    if value is not None:
        print(repr(value))


def _indent(text):
    return _re.sub("(?m)^(?!$)", "    ", text)


def _matches(want, got, flags):
    """Whether an output is the promised one."""
    if want == got:
        return True
    if not flags & DONT_ACCEPT_TRUE_FOR_1 and (got, want) in (("True\n", "1\n"), ("False\n", "0\n")):
        return True
    if not flags & DONT_ACCEPT_BLANKLINE:
        want = _re.sub(r"(?m)^<BLANKLINE>\s*?$", "", want)
        got = _re.sub(r"(?m)^[^\S\n]+$", "", got)
        if got == want:
            return True
    if flags & NORMALIZE_WHITESPACE:
        got, want = " ".join(got.split()), " ".join(want.split())
        if got == want:
            return True
    if flags & ELLIPSIS and "..." in want:
        return _re.fullmatch(".*".join(map(_re.escape, want.split("..."))), got, _re.DOTALL) is not None
    return False


def _difference(want, got, flags):
    if not flags & DONT_ACCEPT_BLANKLINE:
        got = _re.sub("(?m)^[ ]*(?=\n)", "<BLANKLINE>", got)
    if flags & (REPORT_UDIFF | REPORT_CDIFF | REPORT_NDIFF) and want.count("\n") > 2 and got.count("\n") > 2:
        import difflib
        old, new = want.splitlines(keepends=True), got.splitlines(keepends=True)
        if flags & REPORT_NDIFF:
            return "Differences (ndiff with -expected +actual):\n" + _indent("".join(difflib.ndiff(old, new)))
        kind = "unified" if flags & REPORT_UDIFF else "context"
        differ = difflib.unified_diff if flags & REPORT_UDIFF else difflib.context_diff
        return (f"Differences ({kind} diff with -expected +actual):\n"
                + _indent("".join(list(differ(old, new, n=2))[2:])))
    expected = f"Expected:\n{_indent(want)}" if want else "Expected nothing\n"
    return expected + (f"Got:\n{_indent(got)}" if got else "Got nothing\n")


def _without_detail(message):
    """The name of the exception alone."""
    return message.split("\n")[0].split(":")[0].rpartition(".")[2]


class _Runner:
    def __init__(self, verbose, flags):
        self.verbose = "-v" in _sys.argv if verbose is None else verbose
        self.flags = flags
        self.results = {}

    def run(self, test):
        """Runs the examples of one docstring in variables of their own."""
        failed = tried = 0
        out = _sys.stdout
        for number, example in enumerate(test.examples):
            flags = self.flags
            for flag, is_on in example.flags.items():
                flags = flags | flag if is_on else flags & ~flag
            if flags & SKIP:
                continue
            quiet = flags & REPORT_ONLY_FIRST_FAILURE and failed
            tried += 1
            if self.verbose and not quiet:
                promise = f"Expecting:\n{_indent(example.want)}" if example.want else "Expecting nothing\n"
                out.write(f"Trying:\n{_indent(example.source)}{promise}")
            error = trace = None
            _sys.stdout = capture = _io.StringIO()
            try:
                _run_example(example.source, f"<doctest {test.name}[{number}]>", test.names, _show)
            except KeyboardInterrupt:
                raise
            except BaseException as problem:
                error = _traceback.format_exception_only(type(problem), problem)[-1]
                trace = "".join(_traceback.format_exception(problem))
            finally:
                _sys.stdout = out
            got = capture.getvalue()
            if got and not got.endswith("\n"):
                got += "\n"
            report = None
            if error is None:
                if not _matches(example.want, got, flags):
                    report = _difference(example.want, got, flags)
            elif example.message is None:
                report = "Exception raised:\n" + _indent(trace)
            elif not _matches(example.message, error, flags) and not (
                    flags & IGNORE_EXCEPTION_DETAIL and _without_detail(example.message) == _without_detail(error)):
                report = _difference(example.want, got + trace, flags)
            if report is None:
                if self.verbose and not quiet:
                    out.write("ok\n")
                continue
            failed += 1
            if not quiet:
                line = "?" if test.line is None else test.line + example.line + 1
                where = f'File "{test.file}", line {line}, in {test.name}' if test.file else \
                    f"Line {example.line + 1}, in {test.name}"
                out.write(f"{_DIVIDER}\n{where}\nFailed example:\n{_indent(example.source)}{report}")
            if flags & FAIL_FAST:
                break
        test.names.clear()
        self.results[test.name] = failed, tried
        return TestResults(failed, tried)

    def summarize(self):
        """Prints how many examples passed."""
        failed = sum(result[0] for result in self.results.values())
        tried = sum(result[1] for result in self.results.values())
        items = sorted(self.results.items())
        if self.verbose:
            empty = [name for name, (_, count) in items if not count]
            passed = [(name, count) for name, (bad, count) in items if count and not bad]
            if empty:
                print(len(empty), "items had no tests:")
                for name in empty:
                    print("   ", name)
            if passed:
                print(len(passed), "items passed all tests:")
                for name, count in passed:
                    print(f" {count:3d} tests in {name}")
        wrong = [(name, bad, count) for name, (bad, count) in items if bad]
        if wrong:
            print(_DIVIDER)
            print(len(wrong), "items had failures:")
            for name, bad, count in wrong:
                print(f" {bad:3d} of {count:3d} in {name}")
        if self.verbose:
            print(tried, "tests in", len(items), "items.")
            print(tried - failed, "passed and", failed, "failed.")
        if failed:
            print("***Test Failed***", failed, "failures.")
        elif self.verbose:
            print("Test passed.")


def _module_tests(module, name):
    """What a module's docstrings promise, by name."""
    file = getattr(module, "__file__", None) or module.__name__
    try:
        with open(file, encoding="utf-8") as stream:
            lines = stream.read().split("\n")
    except OSError:
        lines = None
    found = []
    _find(module, name, module, {}, file, lines, set(), found)
    return sorted(found, key=lambda test: test.name)


def testmod(m=None, name=None, globs=None, verbose=None, report=True, optionflags=0, extraglobs=None,
            raise_on_error=False, exclude_empty=False):
    """Runs the examples in the docstrings of a module, of its functions and of its classes."""
    module = _sys.modules["__main__"] if m is None else m
    if not _inspect.ismodule(module):
        raise TypeError(f"testmod: module required; {m!r}")
    names = vars(module) if globs is None else globs
    runner = _Runner(verbose, optionflags)
    for test in _module_tests(module, name or module.__name__):
        if exclude_empty and not test.examples:
            continue
        test.names = {**names, **(extraglobs or {})}
        test.names.setdefault("__name__", "__main__")
        runner.run(test)
    if report:
        runner.summarize()
    return TestResults(sum(result[0] for result in runner.results.values()),
                       sum(result[1] for result in runner.results.values()))


def run_docstring_examples(f, globs, verbose=False, name="NoName", compileflags=None, optionflags=0):
    """Runs the examples in the docstring of one value."""
    if verbose:
        print(f"Finding tests in {name}")
    doc = f if isinstance(f, str) else getattr(f, "__doc__", None) or ""
    file = getattr(_sys.modules["__main__"], "__file__", None)
    try:
        with open(file, encoding="utf-8") as stream:
            lines = stream.read().split("\n")
    except (OSError, TypeError):
        lines = None
    line = None if isinstance(f, str) else _line_of(f, lines)
    _Runner(verbose, optionflags).run(_Test(name, _examples(doc), dict(globs), file, line))


def DocTestSuite(module=None, globs=None, extraglobs=None, test_finder=None, *, setUp=None, tearDown=None,
                 optionflags=0):
    """The examples of a module as tests of unittest, one per docstring."""
    import unittest

    class DocTestCase(unittest.TestCase):
        def __init__(self, test, names):
            super().__init__()
            self._test, self._names = test, names

        def setUp(self):
            self._test.names = dict(self._names)
            self._test.globs = self._test.names
            if setUp is not None:
                setUp(self._test)

        def tearDown(self):
            if tearDown is not None:
                tearDown(self._test)

        def runTest(self):
            out, _sys.stdout = _sys.stdout, _io.StringIO()
            try:
                failed, _ = _Runner(False, optionflags).run(self._test)
                text = _sys.stdout.getvalue()
            finally:
                _sys.stdout = out
            if failed:
                name = self._test.name
                line = "unknown line number" if self._test.line is None else f"{self._test.line + 1}"
                raise self.failureException(
                    f"Failed doctest test for {name}\n  File \"{self._test.file}\", line {line}, in "
                    f"{name.rpartition('.')[2]}\n\n{text}")

        def id(self):
            return self._test.name

        def __repr__(self):
            head, _, tail = self._test.name.rpartition(".")
            return f"{tail} ({head})"

        __str__ = __repr__

        def shortDescription(self):
            return "Doctest: " + self._test.name

    if isinstance(module, str):
        import importlib
        module = importlib.import_module(module)
    elif module is None:
        module = _sys.modules["__main__"]
    names = {**(vars(module) if globs is None else globs), **(extraglobs or {})}
    names.setdefault("__name__", "__main__")
    suite = unittest.TestSuite()
    for test in _module_tests(module, module.__name__):
        if test.examples:
            suite.addTest(DocTestCase(test, names))
    return suite
