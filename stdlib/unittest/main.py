"""`unittest.main()`: runs the tests of the program that calls it."""

import sys

from unittest.loader import defaultTestLoader, import_module
from unittest.runner import TextTestRunner


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
        names, patterns = [], []
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
            elif word.startswith("-"):
                sys.stderr.write(f"unittest: unrecognized argument: {word}\n")
                sys.exit(2)
            else:
                names.append(word)
        if patterns:
            self.testLoader.testNamePatterns = patterns
        if not names and self.defaultTest:
            names = [self.defaultTest] if isinstance(self.defaultTest, str) else list(self.defaultTest)
        if names:
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
