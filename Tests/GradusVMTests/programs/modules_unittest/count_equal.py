# Differences in the order in which the elements come up.
import unittest


class Case(unittest.TestCase):
    def runTest(self):
        pass


case = Case()
case.assertCountEqual([3, 1, 2], [1, 2, 3])
case.assertCountEqual([[1], [2]], [[2], [1]])
for first, second in (([1, 2, 2], [2, 1, 1]), ("abca", "bcd"), ([[1], [2]], [[2], [3]])):
    try:
        case.assertCountEqual(first, second)
    except AssertionError as error:
        print(error)
