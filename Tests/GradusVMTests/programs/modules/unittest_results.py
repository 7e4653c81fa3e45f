import io
import re
import unittest


class Tests(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        print("class up")

    @classmethod
    def tearDownClass(cls):
        print("class down")

    def setUp(self):
        self.addCleanup(print, "clean", self.id().split(".")[-1])

    def test_pass(self):
        self.assertEqual(1 + 1, 2)
        with self.assertRaises(ValueError) as context:
            int("x")
        self.assertIn("invalid literal", str(context.exception))

    def test_fail(self):
        "What a failure looks like."
        self.assertEqual([1, 2, 3], [1, 5, 3], "they differ")

    def test_error(self):
        {}["missing"]

    @unittest.skip("not today")
    def test_skip(self):
        pass

    @unittest.expectedFailure
    def test_expected(self):
        self.fail()

    def test_subtests(self):
        for i in range(3):
            with self.subTest(i=i):
                self.assertNotEqual(i, 1)


for verbosity in (1, 2):
    stream = io.StringIO()
    result = unittest.TextTestRunner(stream, verbosity=verbosity).run(unittest.defaultTestLoader.loadTestsFromTestCase(Tests))
    text = re.sub(r"in \d+\.\d+s", "in 0s", stream.getvalue())
    print(re.sub(r'  File ".*', "  File", re.sub(r"\n    .*", "", text)))
    print(result, result.wasSuccessful(), len(result.skipped))
