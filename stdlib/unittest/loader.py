"""Finding tests in modules and classes."""

import fnmatch
import functools
import sys

try:
    from _gradus import import_module as _import
except ImportError:
    from importlib import import_module as _import

from unittest.case import FunctionTestCase, TestCase
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
