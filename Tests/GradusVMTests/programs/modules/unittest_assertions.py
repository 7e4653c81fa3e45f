import unittest


class T(unittest.TestCase):
    def runTest(self):
        pass


t = T()
checks = [
    (t.assertEqual, 1, 2), (t.assertEqual, "a\nb\n", "a\nc\n"), (t.assertEqual, {"a": 1}, {"a": 2}), (t.assertEqual, (1, 2), (1,)),
    (t.assertEqual, {1, 2}, {2, 3}), (t.assertTrue, 0), (t.assertFalse, [1]), (t.assertIs, None, 1), (t.assertIsNone, 3), (t.assertIn, 1, [2]),
    (t.assertNotIn, 1, [1]), (t.assertIsInstance, 1, str), (t.assertAlmostEqual, 1.0, 1.1), (t.assertAlmostEqual, 1, 2, None, "why", 0.5),
    (t.assertGreater, 1, 2), (t.assertLessEqual, 3, 2), (t.assertRegex, "abc", "x+"), (t.assertNotRegex, "abc", "b"), (t.assertCountEqual, [1, 1, 2], [1, 2, 2]),
    (t.assertListEqual, [1], (1,)), (t.assertRaises, ValueError, int, "1"), (t.assertRaisesRegex, ValueError, "zzz", int, "x"), (t.assertNotEqual, 1, 1),
    (t.assertEqual, "x" * 200, "x" * 199 + "y"), (t.assertDictEqual, {}, []), (t.assertIsNot, t, t), (t.assertNotAlmostEqual, 1.0, 1.0),
]
for check, *arguments in checks:
    try:
        check(*arguments)
        print(check.__name__, "passed")
    except AssertionError as error:
        print(check.__name__, "|", str(error).replace(str(id(t)), "").split(" at 0x")[0])
