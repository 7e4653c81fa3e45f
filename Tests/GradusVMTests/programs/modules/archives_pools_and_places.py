"""Archives of folders; calls in a pool of processes; frames' places; suites made the old way; json's inner modules."""
import concurrent.futures
import inspect
import json
import os
import shutil
import sys
import tempfile
import unittest
import warnings
import zipfile
from concurrent.futures import ProcessPoolExecutor, as_completed


def square(x):
    return x * x


def fails(x):
    raise ValueError(f"no {x}")


if __name__ == "__main__":
    with ProcessPoolExecutor(max_workers=2) as pool:
        futures = {pool.submit(square, i): i for i in range(4)}
        print(sorted(f.result() for f in as_completed(futures)), list(pool.map(square, [1, 2, 3], chunksize=2)))
        print(list(pool.map(pow, [2, 3], [3, 2])), repr(pool.submit(fails, 3).exception()))
    try:
        pool.submit(square, 1)
    except RuntimeError as error:
        print(error)
    for bad in (lambda: ProcessPoolExecutor(0), lambda: ProcessPoolExecutor(1, initializer=3)):
        try:
            bad()
        except (ValueError, TypeError) as error:
            print(error)

    folder = tempfile.mkdtemp()
    os.makedirs(os.path.join(folder, "data", "inner", "empty"))
    for name in ("a.txt", "inner/b.txt"):
        with open(os.path.join(folder, "data", name), "w") as file:
            file.write(name * 3)
    for kind in ("zip", "tar", "gztar", "bztar"):
        made = shutil.make_archive(os.path.join(folder, "out", "packed"), kind, os.path.join(folder, "data"))
        target = os.path.join(folder, "to_" + kind)
        shutil.unpack_archive(made, target)
        found = sorted(os.path.relpath(os.path.join(at, name), target) for at, _, names in os.walk(target) for name in names)
        print(os.path.relpath(made, folder), found, os.path.isdir(os.path.join(target, "inner", "empty")),
              open(os.path.join(target, "inner", "b.txt")).read())
    made = shutil.make_archive(os.path.join(folder, "part"), "zip", root_dir=folder, base_dir="data/inner")
    print(sorted(zipfile.ZipFile(made).namelist()))
    for bad in (lambda: shutil.make_archive("x", "rar"), lambda: shutil.unpack_archive("x.rar"),
                lambda: shutil.unpack_archive("x.zip", format="rar")):
        try:
            bad()
        except (ValueError, OSError) as error:
            print(type(error).__name__, error)
    print([name for name, _ in shutil.get_archive_formats() if name != "xztar"])

    def place():
        info = inspect.getframeinfo(inspect.currentframe())
        return info.lineno, info.function

    print(place())
    try:
        fails(1)
    except ValueError:
        info = inspect.getframeinfo(sys.exc_info()[2].tb_next, context=3)
        print(info.lineno, info.function, info._fields)
    try:
        inspect.getframeinfo(3)
    except AttributeError as error:
        print(error)

    class Small(unittest.TestCase):
        def test_b(self):
            self.assertTrue(1)

        def test_a(self):
            self.assertEqual(1, 1)

        def check_c(self):
            pass

    warnings.simplefilter("ignore")
    suite = unittest.makeSuite(Small)
    print(suite.countTestCases(), unittest.getTestCaseNames(Small, "check"), unittest.makeSuite(Small, "check"))
    print(unittest.findTestCases(sys.modules["__main__"]).countTestCases())
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        unittest.makeSuite(Small)
        print(caught[0].message)

    try:
        json.loads("{")
    except json.decoder.JSONDecodeError as error:
        print(type(error), error.pos, error.__class__ is json.JSONDecodeError)
    from json.encoder import JSONEncoder
    print(JSONEncoder is json.encoder.JSONEncoder, json.JSONDecoder, json.decoder.JSONDecoder().decode("[1]"))
