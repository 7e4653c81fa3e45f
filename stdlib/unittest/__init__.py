"""Tests as methods of classes."""

from unittest.case import (
    FunctionTestCase, SkipTest, TestCase, addModuleCleanup, doModuleCleanups, enterModuleContext, expectedFailure,
    skip, skipIf, skipUnless)
from unittest.loader import TestLoader, defaultTestLoader, findTestCases, getTestCaseNames, makeSuite
from unittest.main import TestProgram, main
from unittest.result import TestResult
from unittest.runner import TextTestResult, TextTestRunner
from unittest.suite import BaseTestSuite, TestSuite

__all__ = ["FunctionTestCase", "SkipTest", "TestCase", "TestLoader", "TestProgram", "TestResult", "TestSuite",
           "TextTestResult", "TextTestRunner", "addModuleCleanup", "defaultTestLoader", "doModuleCleanups",
           "enterModuleContext", "expectedFailure", "findTestCases", "getTestCaseNames", "main", "makeSuite", "skip", "skipIf",
           "skipUnless"]
