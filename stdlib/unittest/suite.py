"""Tests in order, with what is done once for a class or a module."""

import sys

from unittest.case import SkipTest, TestCase, class_name, doModuleCleanups


class BaseTestSuite:
    """Tests and suites in order."""

    def __init__(self, tests=()):
        self._tests = []
        self.addTests(tests)

    def __repr__(self):
        return f"<{class_name(self.__class__)} tests={list(self)}>"

    def __eq__(self, other):
        if not isinstance(other, self.__class__):
            return NotImplemented
        return list(self) == list(other)

    def __iter__(self):
        return iter(self._tests)

    def countTestCases(self):
        return sum(test.countTestCases() for test in self)

    def addTest(self, test):
        if not callable(test):
            raise TypeError(f"{test!r} is not callable")
        if isinstance(test, type) and issubclass(test, (TestCase, TestSuite)):
            raise TypeError("TestCases and TestSuites must be instantiated before passing them to addTest()")
        self._tests.append(test)

    def addTests(self, tests):
        if isinstance(tests, str):
            raise TypeError("tests must be an iterable of tests, not a string")
        for test in tests:
            self.addTest(test)

    def run(self, result):
        for test in self:
            if result.shouldStop:
                break
            test(result)
        return result

    def __call__(self, *args, **kwargs):
        return self.run(*args, **kwargs)

    def debug(self):
        for test in self:
            test.debug()


class _ErrorHolder:
    """Stands for a test where the preparation of a class or module failed."""

    failureException = AssertionError

    def __init__(self, description):
        self.description = description

    def id(self):
        return self.description

    def shortDescription(self):
        return None

    def __str__(self):
        return self.id()

    def __repr__(self):
        return f"<ErrorHolder description={self.description!r}>"

    def countTestCases(self):
        return 0


class TestSuite(BaseTestSuite):
    """A suite that calls `setUpClass`, `setUpModule` and their counterparts between its tests."""

    def run(self, result, debug=False):
        is_top = not getattr(result, "_testRunEntered", False)
        if is_top:
            result._testRunEntered = True
        for test in self:
            if result.shouldStop:
                break
            if not isinstance(test, BaseTestSuite):
                self._leave_class(test, result)
                self._enter_module(test, result)
                self._enter_class(test, result)
                result._previousTestClass = test.__class__
                if getattr(test.__class__, "_classSetupFailed", False) or getattr(result, "_moduleSetUpFailed", False):
                    continue
            test(result)
        if is_top:
            self._leave_class(None, result)
            self._leave_module(result)
            result._testRunEntered = False
        return result

    def _enter_class(self, test, result):
        previous, current = getattr(result, "_previousTestClass", None), test.__class__
        if current is previous or getattr(result, "_moduleSetUpFailed", False):
            return
        if getattr(current, "__unittest_skip__", False):
            return
        if not isinstance(test, TestCase):
            return
        current._classSetupFailed = False
        try:
            current.setUpClass()
        except Exception as error:
            current._classSetupFailed = True
            self._report(result, error, "setUpClass", class_name(current))
            self._clean_class(current, result, "setUpClass")

    def _leave_class(self, test, result):
        previous = getattr(result, "_previousTestClass", None)
        if previous is None or test is not None and test.__class__ is previous:
            return
        if (getattr(previous, "_classSetupFailed", False) or getattr(result, "_moduleSetUpFailed", False)
                or getattr(previous, "__unittest_skip__", False) or not issubclass(previous, TestCase)):
            return
        try:
            previous.tearDownClass()
        except Exception as error:
            self._report(result, error, "tearDownClass", class_name(previous))
        self._clean_class(previous, result, "tearDownClass")

    def _clean_class(self, cls, result, method):
        cls.doClassCleanups()
        for info in getattr(cls, "tearDown_exceptions", ()):
            self._report(result, info[1], method, class_name(cls))

    def _module(self, result):
        previous = getattr(result, "_previousTestClass", None)
        return previous.__module__ if previous is not None else None

    def _enter_module(self, test, result):
        name = test.__class__.__module__
        if name == self._module(result):
            return
        self._leave_module(result)
        result._moduleSetUpFailed = False
        module = sys.modules.get(name)
        function = getattr(module, "setUpModule", None)
        if function is None:
            return
        try:
            function()
        except Exception as error:
            result._moduleSetUpFailed = True
            self._report(result, error, "setUpModule", name)

    def _leave_module(self, result):
        name = self._module(result)
        if name is None or getattr(result, "_moduleSetUpFailed", False):
            return
        module = sys.modules.get(name)
        function = getattr(module, "tearDownModule", None)
        try:
            if function is not None:
                function()
            doModuleCleanups()
        except Exception as error:
            self._report(result, error, "tearDownModule", name)

    def _report(self, result, error, method, name):
        holder = _ErrorHolder(f"{method} ({name})")
        if isinstance(error, SkipTest):
            result.addSkip(holder, str(error))
        else:
            result.addError(holder, (type(error), error, error.__traceback__))
