"""`unittest.main()`: runs the tests of the program that calls it."""

import os
import sys

from unittest.loader import defaultTestLoader, import_module
from unittest.runner import TextTestRunner


def _module_name(word):
    """A file of tests by its module's name."""
    if word.lower().endswith(".py") and os.path.isfile(word):
        path = os.path.relpath(word)
        if not path.startswith(".."):
            return path[:-3].replace("/", ".")
    return word


class TestProgram:
    """Reads the command line, runs the tests, and exits with what came of them."""

    def __init__(self, module="__main__", defaultTest=None, argv=None, testRunner=None, testLoader=defaultTestLoader,
                 exit=True, verbosity=1, failfast=None, catchbreak=None, buffer=None, warnings=None, *,
                 tb_locals=False):
        self.module = import_module(module) if isinstance(module, str) else module
        self.exit = exit
        self.verbosity = verbosity
        self.failfast = failfast
        self.buffer = buffer
        self.defaultTest = defaultTest
        self.testRunner = testRunner
        self.testLoader = testLoader
        self.parseArgs(sys.argv if argv is None else argv)
        self.runTests()

    def parseArgs(self, argv):
        names, patterns, found = [], [], {}
        rest = list(argv[1:])
        while rest:
            word = rest.pop(0)
            if word in ("-v", "--verbose"):
                self.verbosity = 2
            elif word in ("-q", "--quiet"):
                self.verbosity = 0
            elif word in ("-f", "--failfast"):
                self.failfast = True
            elif word in ("-b", "--buffer"):
                self.buffer = True
            elif word in ("-c", "--catch", "--locals"):
                pass
            elif word == "-k" and rest:
                pattern = rest.pop(0)
                patterns.append(pattern if "*" in pattern else f"*{pattern}*")
            elif word in ("-s", "-p", "-t", "--start-directory", "--pattern", "--top-level-directory") and rest:
                found[word.lstrip("-")[0]] = rest.pop(0)
            elif word.startswith("-"):
                sys.stderr.write(f"unittest: unrecognized argument: {word}\n")
                sys.exit(2)
            else:
                names.append(_module_name(word) if self.module is None else word)
        if patterns:
            self.testLoader.testNamePatterns = patterns
        if not names and self.defaultTest:
            names = [self.defaultTest] if isinstance(self.defaultTest, str) else list(self.defaultTest)
        if self.module is None and (not names or names[0] == "discover"):
            start, pattern, top = [*names[1:], *[None] * 3][:3]
            self.test = self.testLoader.discover(
                found.get("s", start) or ".", found.get("p", pattern) or "test*.py", found.get("t", top))
        elif names:
            self.test = self.testLoader.loadTestsFromNames(names, self.module)
        else:
            self.test = self.testLoader.loadTestsFromModule(self.module)

    def runTests(self):
        runner = self.testRunner
        if runner is None:
            runner = TextTestRunner
        if isinstance(runner, type):
            runner = runner(verbosity=self.verbosity, failfast=self.failfast or False, buffer=self.buffer or False)
        self.result = runner.run(self.test)
        if self.exit:
            sys.exit(not self.result.wasSuccessful())


main = TestProgram
