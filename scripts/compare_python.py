#!/usr/bin/env python3
"""Compares calls of the built-ins and of the standard library at random with CPython's.

Usage: scripts/compare_python.py GRADUS [--seed N] [--calls N] [--only WORD] [--all]

Run by the CPython that is compared. Every function of the modules and every method of the values below is called N times with
arguments drawn at random; three of four calls kept are such as CPython answers without an error. What differs is listed by
kind. Not every difference is a mistake: the wording of errors about absurd arguments, and hashes of texts. Exit status 1
where Gradus did not come to the end.
"""

import argparse
import importlib
import os
import pathlib
import random
import select
import signal
import subprocess
import sys
import tempfile

import comparing

ARGUMENTS = [
    "0", "1", "-1", "2", "3", "7", "10", "255", "-128", "65", "True", "False", "None", "0.0", "-0.0", "0.5", "1.5", "-2.75",
    "1e16", "1e-7", "123456.789", "2**31", "-2**63", "2**64", "10**20", "inf", "nan", "''", "'a'", "'abc'", "'Hello, World'",
    "'straße'", "'한국어 abc'", "' x  y '", "'12'", "'-3.5'", "'a,b,,c'", "'\\t1\\n2\\r\\n'", "'%s %d'", "'{} {0!r:>5}'",
    "'b'", "'l'", "'o'", "' '", "','", "'utf-8'", "'x=1&y=%20z'", "'/usr/lib/../a.tar.gz'", "'*.py'", "'2024-02-29'",
    "'[a-c]+'", "'%Y-%m-%d'", "'[1, {\"a\": null}]'", "b''", "b'abc'", "b'a'", "b'\\xff\\x00 b'", "bytearray(b'xyz')", "[]",
    "[1, 2, 3]", "[3, 1, 2]", "['b', 'a', 'c']", "[[1, 2], [3, 4]]", "[0.5, 1.5, 2.25]", "[('a', 1), ('b', 2)]", "()",
    "(1, 2)", "('a', 'b')", "(1, 'a', None)", "set()", "{1, 2, 3}", "{2, 5}", "frozenset([1])", "{}", "{'a': 1, 'b': 2}",
    "{1: 'x'}", "{'x': [1, 2], 'y': None}", "range(5)", "range(10, 0, -3)", "slice(1, 3)", "int", "str", "list", "float",
    "len", "abs", "(lambda x: x)", "(lambda x, y: x + y)", "(lambda *a: a)", "operator.add", "operator.lt", "iter([1, 2, 3])",
    "Decimal('1.50')", "Fraction(3, 4)", "datetime.date(2024, 2, 29)", "datetime.datetime(2023, 12, 31, 23, 59, 1, 500)",
    "datetime.timedelta(days=1, seconds=-5)", "datetime.time(1, 2, 3)", "deque([1, 2, 3])", "Counter('abca')",
    "OrderedDict(a=1)", "StringIO('a\\nb\\n')", "BytesIO(b'ab')", "ValueError('no')", "re.compile('a(b)?')", "memoryview(b'abc')",
    "array.array('i', [1, 2])", "...",
]
MODULES = {
    "builtins": "abs all any ascii bin bool bytearray bytes callable chr dict divmod enumerate filter float format frozenset "
    "getattr hasattr hex int isinstance issubclass iter len list map max min next oct ord pow range repr reversed round set "
    "slice sorted str sum tuple type zip",
    "math": "", "statistics": "", "itertools": "", "functools": "reduce partial cmp_to_key", "operator": "", "string": "capwords",
    "textwrap": "", "re": "", "json": "dumps loads", "bisect": "", "heapq": "", "collections": "", "calendar": "monthrange "
    "isleap leapdays weekday month monthcalendar timegm", "struct": "pack unpack calcsize unpack_from",
    "base64": "", "binascii": "", "zlib": "crc32 adler32 compress decompress", "html": "", "urllib.parse": "", "shlex": "",
    "fnmatch": "", "posixpath": "", "difflib": "", "copy": "copy deepcopy", "fractions": "", "unicodedata": "", "colorsys": "",
    "pprint": "pformat saferepr isreadable isrecursive", "reprlib": "repr", "keyword": "", "ast": "literal_eval", "hashlib": "md5 "
    "sha1 sha256 sha512", "datetime": "date time datetime timedelta", "decimal": "Decimal", "string.Template": "",
    "time": "strftime strptime gmtime asctime", "random": "", "types": "SimpleNamespace", "inspect": "isfunction isclass "
    "isbuiltin ismethod getdoc signature cleandoc", "locale": "", "stat": "", "numbers": "", "glob": "escape",
    "csv": "", "dataclasses": "make_dataclass", "codecs": "encode decode",
}
RECEIVERS = [
    "'Hello, World'", "'straße 12'", "'한국어 abc'", "' x  y '", "'a,b,,c'", "'12'", "b'abc abc'", "bytearray(b'Hello')", "7", "-3",
    "2**70", "True", "1.5", "-0.0", "1e300", "[3, 1, 2, 1]", "['b', 'a']", "(1, 2, 1)", "{1, 2, 3}", "frozenset([1, 2])",
    "{'a': 1, 'b': 2}", "range(2, 20, 3)", "slice(1, None, 2)", "memoryview(b'abcd')", "deque([1, 2, 3], 4)", "Counter('abca')",
    "OrderedDict(a=1, b=2)", "defaultdict(list, a=[1])", "ChainMap({'a': 1}, {'b': 2})", "Decimal('-12.345')", "Decimal('NaN')",
    "Fraction(-7, 3)", "datetime.date(2024, 2, 29)", "datetime.datetime(2023, 12, 31, 23, 59, 1, 500)", "datetime.time(1, 2, 3)",
    "datetime.timedelta(days=-1, seconds=5)", "datetime.timezone(datetime.timedelta(hours=9))", "re.compile(r'(\\w)(?P<n>\\d)?')",
    "re.search(r'(l+)(?P<n>o)?(x)?', 'Hello')", "StringIO('one\\ntwo\\n')", "BytesIO(b'ab\\ncd')", "array.array('d', [1, 2.5])",
    "random.Random(5)", "string.Template('$a ${b} $$')", "pathlib.PurePosixPath('/usr/lib/x.tar.gz')", "fractions.Fraction(1, 3)",
    "types.SimpleNamespace(a=1)", "itertools.count(3)", "itertools.cycle('ab')", "UserList([1, 2])", "UserDict(a=1)",
    "textwrap.TextWrapper(width=10)", "difflib.SequenceMatcher(None, 'abcd', 'bcde')", "Point(1, 2)", "Color.RED", "Item('x')",
    "ValueError('no', 1)", "functools.partial(pow, 2)", "struct.Struct('<ih')", "ipaddress.ip_address('10.0.0.1')",
    "uuid.UUID(int=5)", "calendar.Calendar()", "hashlib.md5(b'a')", "statistics.NormalDist(1, 2)",
]
# Names whose answers are no business of a comparison, or that never come back.
LEFT_OUT = {
    "__init_subclass__", "__subclasshook__", "__class__", "__dir__", "__sizeof__", "__new__", "__reduce__", "__reduce_ex__",
    "__getstate__", "__setstate__", "__init__", "__hash__", "__del__", "tee", "commonpath", "getrandbits", "randbytes", "expanduser", "abspath",
    "realpath", "relpath", "exists", "lexists", "isfile", "isdir", "getsize", "getmtime", "getatime", "getctime", "samefile",
    "ismount", "islink", "detach", "SystemRandom", "Random", "__doc__", "open", "getlocale", "__weakref__", "__module__",
}
SMALL = {"pow", "__pow__", "__rpow__", "factorial", "perm", "comb", "lshift", "ilshift", "__lshift__", "__rlshift__", "ipow", "mul",
         "imul", "__mul__", "__imul__", "__rmul__", "repeat", "ljust", "rjust", "center", "zfill", "expandtabs", "range", "bytes",
         "bytearray", "indent", "fill", "wrap", "to_bytes", "insert", "truncate", "seek", "gammavariate", "scaleb", "shift"}
HUGE = {"2**31", "-2**63", "2**64", "10**20", "1e16", "inf", "nan", "range(10, 0, -3)"}
PREAMBLE = """\
import array, calendar, datetime, difflib, functools, hashlib, ipaddress, itertools, operator, pathlib, random, re, statistics, string
import struct, textwrap, types, uuid, fractions, dataclasses, enum, warnings
from collections import *
from decimal import Decimal
from fractions import Fraction
from io import StringIO, BytesIO
warnings.simplefilter('ignore')
inf, nan = float('inf'), float('nan')
Point = namedtuple('Point', 'x y')
class Color(enum.Enum):
    RED = 1
    BLUE = 'b'
@dataclasses.dataclass(order=True)
class Item:
    name: str
    price: float = 0.5
def show(r, depth=0):
    if hasattr(r, '__next__') and not hasattr(r, 'read'):
        return type(r).__name__ + ' of ' + show(list(itertools.islice(r, 6)), depth + 1)
    if depth < 3 and type(r) in (list, tuple):
        return type(r).__name__ + '(' + '; '.join(show(x, depth + 1) for x in r[:8]) + ')'
    if isinstance(r, (set, frozenset)): return type(r).__name__ + str(sorted(map(repr, r)))
    return type(r).__name__ + ' ' + re.sub('0x[0-9a-f]{6,}', '0x', repr(r))[:300].replace(chr(10), '~')
def after(x, f): return f(x), x
def call(n, f):
    random.seed(n)
    try:
        line = show(f())
    except Exception as e:
        line = '!' + type(e).__name__ + ': ' + str(e)[:200].replace(chr(10), '~')
    print(n, line.encode('ascii', 'backslashreplace').decode(), flush=True)
"""


def drawn(choose, name):
    values = [a for a in ARGUMENTS if a not in HUGE] if name in SMALL else ARGUMENTS
    return [choose.choice(values) for _ in range(choose.choice([0, 1, 1, 1, 2, 2, 2, 3, 3, 4]))]


def text(target, choose):
    """A call of a target: a function's name, or a receiver and a method's."""
    receiver, name = target
    arguments = drawn(choose, name)
    if receiver is None:
        return f"{name}({', '.join(arguments)})"
    if not name.startswith("__") and not callable(getattr(eval(receiver, SPACE), name, None)):
        return f"({receiver}).{name}"
    return f"after({receiver}, lambda x: x.{name}({', '.join(arguments)}))"


SPACE = {}


def targets(only):
    exec(PREAMBLE, SPACE)
    for module, names in MODULES.items():
        try:
            loaded = importlib.import_module(module)
        except ImportError:
            continue
        SPACE[module.partition(".")[0]] = importlib.import_module(module.partition(".")[0])
        names = names.split() or [n for n in getattr(loaded, "__all__", dir(loaded)) if not n.startswith("_")]
        for name in names:
            if name not in LEFT_OUT and callable(getattr(loaded, name, None)):
                yield None, name if module == "builtins" else f"{module}.{name}"
    for receiver in RECEIVERS:
        for name in dir(eval(receiver, SPACE)):
            if name not in LEFT_OUT and not (name.startswith("_") and not name.startswith("__")):
                yield receiver, name


def works(program):
    """Of some calls, which succeed: tried in a child, which may hang or run out of memory."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        import resource
        resource.setrlimit(resource.RLIMIT_AS, (2 << 30, 2 << 30))
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
        for call in program:
            os.write(writing, b"?")
            try:
                SPACE["show"](eval(call, SPACE))
                os.write(writing, b"y")
            except BaseException:
                os.write(writing, b"n")
        os._exit(0)
    os.close(writing)
    answer = b""
    while select.select([reading], [], [], 3)[0]:
        piece = os.read(reading, 65536)
        if not piece:
            break
        answer += piece
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    os.close(reading)
    return [part[:1] for part in answer.split(b"?")[1:]]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("gradus")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--calls", type=int, default=8)
    parser.add_argument("--only", default="", help="targets whose text contains this")
    parser.add_argument("--all", action="store_true")
    options = parser.parse_args()
    choose = random.Random(options.seed)
    texts = []
    for target in targets(options.only):
        if options.only not in f"{target[0] or ''}.{target[1]}":
            continue
        tried = list(dict.fromkeys(text(target, choose) for _ in range(options.calls * 8)))
        found = works(tried)
        good = [t for t, answer in zip(tried, found) if answer == b"y"]
        bad = [t for t, answer in zip(tried, found) if answer == b"n"]
        good = good[: options.calls]
        texts += good + bad[: max(1, options.calls // 4) if good else 1]
    with tempfile.TemporaryDirectory() as folder:
        theirs, ours = {}, {}
        for start in range(0, len(texts), 400):
            program = pathlib.Path(folder, "calls.py")
            lines = [f"call({n}, lambda: {t})" for n, t in enumerate(texts[start:start + 400], start)]
            imports = "".join(f"import {m}\n" for m in MODULES if m not in ("builtins", "string.Template"))
            program.write_text(imports + PREAMBLE + "\n".join(lines) + "\n")
            theirs |= comparing.answers([sys.executable], program)
            try:
                ours |= comparing.answers(["timeout", "60", options.gradus], program)
            except subprocess.TimeoutExpired:
                pass
    return comparing.report("CPython", texts, theirs, ours, options.all)


if __name__ == "__main__":
    sys.exit(main())
