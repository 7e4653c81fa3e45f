"""Finding tests in modules and classes."""

import fnmatch
import functools
import os
import sys
import traceback

try:
    from _gradus import import_module as _import
except ImportError:
    from importlib import import_module as _import

from unittest.case import FunctionTestCase, SkipTest, TestCase
from unittest.suite import TestSuite


def import_module(name):
    return sys.modules[name] if name in sys.modules else _import(name)


class TestLoader:
    """Makes suites of the tests of classes and modules."""

    testMethodPrefix = "test"
    testNamePatterns = None
    suiteClass = TestSuite
    sortTestMethodsUsing = staticmethod(lambda a, b: (a > b) - (a < b))

    def __init__(self):
        self.errors = []

    def getTestCaseNames(self, testCaseClass):
        def is_test(name):
            if not name.startswith(self.testMethodPrefix) or not callable(getattr(testCaseClass, name)):
                return False
            full = f"{testCaseClass.__module__}.{testCaseClass.__qualname__}.{name}"
            return (self.testNamePatterns is None
                    or any(fnmatch.fnmatchcase(full, pattern) for pattern in self.testNamePatterns))
        names = [name for name in dir(testCaseClass) if is_test(name)]
        if self.sortTestMethodsUsing:
            names.sort(key=functools.cmp_to_key(self.sortTestMethodsUsing))
        return names

    def loadTestsFromTestCase(self, testCaseClass):
        if issubclass(testCaseClass, TestSuite):
            raise TypeError("Test cases should not be derived from TestSuite. Maybe you meant to derive from TestCase?")
        names = self.getTestCaseNames(testCaseClass)
        if not names and hasattr(testCaseClass, "runTest"):
            names = ["runTest"]
        return self.suiteClass(map(testCaseClass, names))

    def loadTestsFromModule(self, module, *args, pattern=None, **kwargs):
        tests = []
        for name in dir(module):
            item = getattr(module, name)
            if isinstance(item, type) and issubclass(item, TestCase) and item not in (TestCase, FunctionTestCase):
                tests.append(self.loadTestsFromTestCase(item))
        suite = self.suiteClass(tests)
        load_tests = getattr(module, "load_tests", None)
        return load_tests(self, suite, pattern) if load_tests is not None else suite

    def loadTestsFromName(self, name, module=None):
        parts = name.split(".")
        if module is None:
            taken = parts[:]
            while True:
                try:
                    import_module(".".join(taken))
                    module = import_module(taken[0])
                    break
                except ImportError:
                    taken.pop()
                    if not taken:
                        raise
            parts = parts[1:]
        item, parent = module, None
        for part in parts:
            parent, item = item, getattr(item, part)
        if isinstance(item, type(sys)):
            return self.loadTestsFromModule(item)
        if isinstance(item, type) and issubclass(item, TestCase):
            return self.loadTestsFromTestCase(item)
        if isinstance(parent, type) and issubclass(parent, TestCase):
            return self.suiteClass([parent(parts[-1])])
        if isinstance(item, TestSuite):
            return item
        if callable(item):
            made = item()
            return made if isinstance(made, TestSuite) else self.suiteClass([made])
        raise TypeError(f"don't know how to make test from: {item}")

    def loadTestsFromNames(self, names, module=None):
        return self.suiteClass([self.loadTestsFromName(name, module) for name in names])

    def discover(self, start_dir, pattern="test*.py", top_level_dir=None):
        """The tests of all files of that pattern in a folder and in the packages below it."""
        top = os.path.abspath(top_level_dir or start_dir)
        start = os.path.abspath(start_dir)
        if not os.path.isdir(start):
            raise ImportError(f"Start directory is not importable: {start_dir!r}")
        if top not in sys.path:
            sys.path.insert(0, top)
        return self.suiteClass(list(self._found(start, top, pattern)))

    def _found(self, folder, top, pattern):
        for entry in sorted(os.listdir(folder)):
            path = os.path.join(folder, entry)
            if os.path.isdir(path):
                if entry.isidentifier() and os.path.isfile(os.path.join(path, "__init__.py")):
                    yield self.suiteClass(list(self._found(path, top, pattern)))
            elif entry.endswith(".py") and entry[:-3].isidentifier() and fnmatch.fnmatch(entry, pattern):
                name = os.path.relpath(path, top)[:-3].replace("/", ".")
                try:
                    module = import_module(name)
                except SkipTest as reason:
                    yield self.suiteClass([_stand_in(name, "ModuleSkipped", reason)])
                except Exception:
                    text = f"Failed to import test module: {name}\n{traceback.format_exc()}"
                    self.errors.append(text)
                    yield self.suiteClass([_stand_in(name, "_FailedTest", ImportError(text))])
                else:
                    yield self.loadTestsFromModule(module)


def _stand_in(name, kind, error):
    """A test that says what became of a module."""
    def run(self):
        raise error
    made = type(kind, (TestCase,), {name: run, "__module__": "unittest.loader"})
    return made(name)


defaultTestLoader = TestLoader()


def _loader(prefix, sort_using, suite_class=TestSuite, patterns=None):
    loader = TestLoader()
    loader.sortTestMethodsUsing = sort_using
    loader.testMethodPrefix = prefix
    loader.testNamePatterns = patterns
    loader.suiteClass = suite_class
    return loader


def _deprecated(name, instead):
    import warnings
    warnings.warn(f"unittest.{name}() is deprecated and will be removed in Python 3.13. Please use {instead} instead.",
                  DeprecationWarning, stacklevel=3)


def _compared(a, b):
    return (a > b) - (a < b)


def getTestCaseNames(testCaseClass, prefix, sortUsing=_compared, testNamePatterns=None):
    """The names of a class's tests."""
    _deprecated("getTestCaseNames", "unittest.TestLoader.getTestCaseNames()")
    return _loader(prefix, sortUsing, patterns=testNamePatterns).getTestCaseNames(testCaseClass)


def makeSuite(testCaseClass, prefix="test", sortUsing=_compared, suiteClass=TestSuite):
    """A suite of a class's tests."""
    _deprecated("makeSuite", "unittest.TestLoader.loadTestsFromTestCase()")
    return _loader(prefix, sortUsing, suiteClass).loadTestsFromTestCase(testCaseClass)


def findTestCases(module, prefix="test", sortUsing=_compared, suiteClass=TestSuite):
    """A suite of a module's tests."""
    _deprecated("findTestCases", "unittest.TestLoader.loadTestsFromModule()")
    return _loader(prefix, sortUsing, suiteClass).loadTestsFromModule(module)
