#!/usr/bin/env python3
"""Looks for source texts that crash or hang Gradus.

Usage: scripts/fuzz.py GRADUS [--seconds N] [--seed N] [--out FOLDER]

Programs are generated from a grammar, or made by mutating the seeds: Tests/Fuzz/corpus and the programs of the tests. A
batch of them is imported, one after the other, by one process; an ordinary exception of any kind is fine. A process that
ends by a signal, or that Ctrl-C does not stop, is a find: it is narrowed down to one program, made small, and saved.
"""

import argparse
import pathlib
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
# Seeds that touch files, wait, or end the process are left out: a mutation could do harm with them.
UNSAFE = re.compile(r"\b(shutil|pathlib|tempfile|os|glob|open|sleep|_exit|input|fork|kill|save|urlopen|download)\b")
BATCH = 40
PROGRAM_SECONDS = 2.0
GRACE_SECONDS = 5.0

DRIVER = """\
import sys
for name in sys.argv[1:]:
    sys.stderr.write("@" + name + "\\n")
    sys.stderr.flush()
    try:
        __import__(name)
    except BaseException as error:
        try:
            str(error), repr(error)
        except BaseException:
            pass
"""

ATOMS = """0 1 -1 2 3 7 255 256 -128 2**31 2**63 -2**63 2**63-1 2**64 10**30 -10**30 0.0 -0.0 1.5 -2.5 1e308 1e-320
float('inf') float('nan') True False None ... NotImplemented '' 'a' 'abc' 'héllo' '한글' '😀' '\\ud800' '\\x00' '%d' '{}' '{0!r:>10}'
b'' b'abc' b'\\xff' bytearray(b'xy') () (1,) (1,2,3) [] [1] [3,1,2] [[1],[2]] {} {'a':1} {1:2,2:3} set() {1,2} frozenset({1})
range(0) range(10) range(10,0,-3) range(2**62) slice(1,None,-1) int str list dict object type len print (lambda:0)
iter([1]) 1j ValueError('e') Exception O() P(1) G() D() a b c d e f g self cls""".split() + ["(lambda x: x)", "(x for x in [1, 2])"]
BINARY = "+ - * / // % ** @ << >> & | ^ < <= > >= == != in is and or".split() + ["not in", "is not"]
METHODS = """append extend insert pop remove clear copy sort reverse index count keys values items get setdefault update popitem
join split rsplit splitlines partition rpartition strip lstrip rstrip replace find rfind upper lower title capitalize swapcase
center ljust rjust zfill expandtabs encode decode format format_map startswith endswith isdigit isalpha translate maketrans
casefold add discard union intersection difference symmetric_difference issubset issuperset isdisjoint bit_length bit_count
to_bytes from_bytes hex fromhex is_integer as_integer_ratio conjugate real imag fromkeys send throw close
__add__ __radd__ __len__ __iter__ __next__ __getitem__ __setitem__ __delitem__ __contains__ __eq__ __hash__ __repr__ __str__
__format__ __call__ __init__ __new__ __getattribute__ __setattr__ __class__ __dict__ __doc__ __name__ __mro__ __bases__
__init_subclass__ __reduce__ __index__ __bool__ __int__ __float__ __enter__ __exit__ __get__ __set__ __subclasses__
with_traceback add_note args __traceback__ __cause__ __context__ __wrapped__ __code__ __closure__ __defaults__ x y z""".split()
CALLS = """abs all any ascii bin bool bytearray bytes callable chr complex dict dir divmod enumerate filter float format frozenset
getattr hasattr hash hex id int isinstance issubclass iter len list map max min next object oct ord pow print property range
repr reversed round set setattr slice sorted staticmethod classmethod str sum super tuple type vars zip globals locals
math.sqrt math.gcd math.comb math.isqrt math.floor math.fsum math.prod math.log itertools.chain itertools.islice itertools.product
itertools.permutations itertools.combinations itertools.groupby itertools.zip_longest itertools.accumulate itertools.cycle
itertools.repeat itertools.count itertools.tee itertools.starmap functools.reduce functools.partial functools.lru_cache
collections.deque collections.Counter collections.OrderedDict collections.defaultdict collections.namedtuple
operator.itemgetter operator.attrgetter operator.mul copy.copy copy.deepcopy json.dumps json.loads re.compile re.sub re.findall
string.Template random.choice random.sample bisect.bisect heapq.heappush heapq.nlargest textwrap.wrap statistics.mean
datetime.timedelta datetime.date enum.Enum dataclasses.dataclass dataclasses.make_dataclass""".split()
SPECIALS = """__add__ __radd__ __iadd__ __eq__ __lt__ __hash__ __len__ __iter__ __next__ __getitem__ __setitem__ __delitem__ __contains__
__call__ __bool__ __repr__ __str__ __format__ __getattr__ __getattribute__ __setattr__ __delattr__ __enter__ __exit__ __index__
__int__ __float__ __get__ __set__ __set_name__ __init__ __new__ __init_subclass__ __class_getitem__ __neg__ __mul__ __reversed__
__missing__ __del__ __instancecheck__ __length_hint__ __dir__ __copy__ __deepcopy__ __round__ __divmod__ __pow__""".split()
NAMES = list("abcdefg")
PRELUDE = """\
import math, itertools, functools, collections, operator, copy, json, re, string, random, bisect, heapq, textwrap, statistics
import datetime, enum, dataclasses
class O: x = 1
class P:
    __slots__ = ("x",)
    def __init__(self, x=None): self.x = x
    def __repr__(self): return repr(self.x)
    def __eq__(self, other): return self.x == other
    def __hash__(self): return hash(self.x)
    def __getitem__(self, i): return self.x[i]
class D(dict): pass
def G():
    received = yield 1
    yield received
a = 1; b = [1, 2]; c = {"k": 1}; d = "text"; e = (1, "a"); f = O(); g = lambda *p, **k: (p, k); self = P([1]); cls = P
"""


class Generator:
    """Random programs that use every form of the language, mostly with odd operands."""

    def __init__(self, rng):
        self.rng = rng

    def pick(self, choices):
        return self.rng.choice(choices)

    def many(self, make, depth, most=3):
        return ", ".join(make(depth) for _ in range(self.rng.randrange(most + 1)))

    def expression(self, depth):
        rng = self.rng
        if depth <= 0 or rng.random() < 0.12:
            return self.pick(ATOMS)
        sub = lambda: self.expression(depth - 1)
        kind = rng.randrange(24)
        if kind < 4:
            return f"({sub()} {self.pick(BINARY)} {sub()})"
        if kind < 7:
            return f"{self.pick(CALLS)}({self.arguments(depth - 1)})"
        if kind < 10:
            return f"({sub()}).{self.pick(METHODS)}({self.arguments(depth - 1)})"
        if kind == 10:
            return f"({sub()})[{self.subscript(depth - 1)}]"
        if kind == 11:
            return f"[{self.many(self.item, depth - 1)}]"
        if kind == 12:
            items = self.many(self.item, depth - 1)
            return f"({items},)" if items else "()"
        if kind == 13:
            pairs = ", ".join(
                f"**{sub()}" if rng.random() < 0.1 else f"{sub()}: {sub()}" for _ in range(rng.randrange(3)))
            return "{" + pairs + "}"
        if kind == 14:
            return "{" + (self.many(self.item, depth - 1) or "1") + "}"
        if kind == 15:
            return f"({sub()} if {sub()} else {sub()})"
        if kind == 16:
            return f"({self.pick(['-', '+', '~', 'not '])}{sub()})"
        if kind == 17:
            return f"(lambda {self.parameters(depth - 1)}: {sub()})"
        if kind == 18:
            opening, closing = self.pick(["[]", "{}", "()"])
            condition = f" if {sub()}" if rng.random() < 0.4 else ""
            second = f" for {self.pick(NAMES)} in {sub()}" if rng.random() < 0.2 else ""
            return f"{opening}{sub()} for {self.target()} in {sub()}{second}{condition}{closing}"
        if kind == 19:
            return f"{{{sub()}: {sub()} for {self.target()} in {sub()}}}"
        if kind == 20:
            spec = self.pick(["", ":>10", ":{1}", ":.3f", ":x", ":,", "!r", "!s:^7", "=", ":010", ":%", ":abc", ":e"])
            return f'f"a{{{self.pick(NAMES)}{spec}}}b{{({self.pick(NAMES)}){spec}}}"'
        if kind == 21 and rng.random() < 0.2:
            return f"({self.pick(NAMES)} := {sub()})"
        if kind == 22:
            return f"({sub()}).{self.pick(METHODS)}"
        return f"({sub()} {self.pick(['<', '==', 'in', 'is'])} {sub()} {self.pick(['<=', '!=', 'not in'])} {sub()})"

    def item(self, depth):
        return ("*" if self.rng.random() < 0.15 else "") + self.expression(depth)

    def arguments(self, depth):
        parts = [self.item(depth) for _ in range(self.rng.randrange(4))]
        if self.rng.random() < 0.15:
            parts.append(f"{self.pick(['key', 'reverse', 'default', 'sep', 'start', 'a', 'b', 'strict'])}={self.expression(depth)}")
        if self.rng.random() < 0.07:
            parts.append(f"**{self.expression(depth)}")
        return ", ".join(parts)

    def subscript(self, depth):
        if self.rng.random() < 0.5:
            return self.expression(depth)
        parts = [self.expression(depth) if self.rng.random() < 0.5 else "" for _ in range(3)]
        return ":".join(parts)

    def target(self, depth=1):
        kind = self.rng.randrange(6)
        if kind < 3 or depth <= 0:
            return self.pick(NAMES)
        if kind == 3:
            return f"({self.target(depth - 1)}, *{self.pick(NAMES)})"
        if kind == 4:
            return f"{self.pick(NAMES)}[{self.pick(ATOMS)}]"
        return f"{self.pick(NAMES)}.{self.pick(['x', 'y', '__class__', '__dict__', '__name__', '__doc__'])}"

    def parameters(self, depth):
        text = self.pick(["", "a", "a, b=1", "a, /, b", "*a", "**a", "a, *, b", "a, *b, c=2, **d", "a=[]"])
        return text

    def block(self, depth, indent, in_function, in_loop):
        count = self.rng.randrange(1, 4)
        return "".join(self.statement(depth, indent, in_function, in_loop) for _ in range(count))

    def statement(self, depth, indent, in_function=False, in_loop=False):
        rng, pad = self.rng, "    " * indent
        expression = lambda: self.expression(3)
        if depth <= 0:
            return f"{pad}{expression()}\n"
        body = lambda function=in_function, loop=in_loop: self.block(depth - 1, indent + 1, function, loop)
        kind = rng.randrange(22)
        if kind < 3:
            return f"{pad}{expression()}\n"
        if kind < 6:
            return f"{pad}{self.target()} = {expression()}\n"
        if kind == 6:
            return f"{pad}{self.pick(NAMES)}{self.pick(['', '[0]', '.x'])} {self.pick(BINARY[:13])}= {expression()}\n"
        if kind == 7:
            return f"{pad}if {expression()}:\n{body()}{pad}else:\n{body()}"
        if kind == 8:
            guard = "itertools.islice({}, 20)" if rng.random() < 0.8 else "{}"
            text = f"{pad}for {self.target()} in {guard.format(expression())}:\n{body(loop=True)}"
            return text + (f"{pad}else:\n{body()}" if rng.random() < 0.2 else "")
        if kind == 9:
            return f"{pad}for _ in range(3):\n{pad}    while {expression()}:\n{self.block(depth - 1, indent + 2, in_function, True)}{pad}        break\n"
        if kind in (10, 11):
            handler = self.pick(["", " Exception", " Exception as a", f" {self.pick(ATOMS)}", " (TypeError, ValueError)"])
            text = f"{pad}try:\n{body()}{pad}except{handler}:\n{body()}"
            if rng.random() < 0.3:
                text += f"{pad}else:\n{body()}"
            return text + (f"{pad}finally:\n{body()}" if rng.random() < 0.3 else "")
        if kind in (12, 13):
            decorator = f"{pad}@{self.pick(['staticmethod', 'classmethod', 'property', 'functools.lru_cache', 'functools.wraps(g)', 'g'])}\n" if rng.random() < 0.2 else ""
            name = self.pick(NAMES)
            text = f"{decorator}{pad}def {name}({self.parameters(2)}):\n{body(function=True, loop=False)}"
            return text + f"{pad}{name}({self.arguments(2)})\n"
        if kind == 14:
            bases = self.pick(["", "(O)", "(P)", "(dict)", "(list)", "(int)", "(str)", "(Exception)", "(tuple)", "(set)", "(D, O)", f"({self.pick(ATOMS)})"])
            methods = "".join(
                f"{pad}    def {self.pick(SPECIALS)}(self, *a, **k):\n{self.block(depth - 1, indent + 2, True, False)}"
                for _ in range(rng.randrange(1, 4)))
            name = self.pick(NAMES)
            return f"{pad}class {name}{bases}:\n{methods}{pad}{name} = {name}()\n{pad}{expression()}\n"
        if kind == 15:
            return f"{pad}with {expression()} as {self.pick(NAMES)}:\n{body()}"
        if kind == 16:
            cases = "".join(f"{pad}    case {self.pattern(2)}{self.pick(['', '', ' if ' + self.expression(1)])}:\n{self.block(depth - 1, indent + 2, in_function, in_loop)}" for _ in range(rng.randrange(1, 4)))
            return f"{pad}match {expression()}:\n{cases}"
        if kind == 17:
            return f"{pad}del {self.target(0)}\n"
        if kind == 18:
            return f"{pad}raise {self.pick(['', expression(), 'ValueError(1) from ' + expression()])}\n"
        if kind == 19 and in_function:
            return f"{pad}{self.pick(['return', 'yield', 'yield from', f'{self.pick(NAMES)} = yield'])} {expression()}\n"
        if kind == 20 and in_loop:
            return f"{pad}{self.pick(['break', 'continue'])}\n"
        if kind == 21:
            return f"{pad}assert {expression()}, {expression()}\n"
        return f"{pad}{self.pick(NAMES)} = {expression()}\n"

    def pattern(self, depth):
        if depth <= 0:
            return self.pick(["_", "1", "'a'", "None", "x", "-1.5", "1+2j", "O.x", "int()", "[]", "{}"])
        sub = lambda: self.pattern(depth - 1)
        return self.pick(
            [sub, lambda: f"[{sub()}, *_]", lambda: f"({sub()}, {sub()})", lambda: f"{{'k': {sub()}}}",
             lambda: f"O(x={sub()})", lambda: f"str({sub()})", lambda: f"1 | 'a' | None"])()

    def program(self):
        return PRELUDE + "".join(self.statement(3, 0) for _ in range(self.rng.randrange(3, 14)))


def mutate(rng, text, others):
    """One to four small damages."""
    tokens = re.findall(r"\w+|\s+|[^\w\s]", text)
    for _ in range(rng.randrange(1, 5)):
        if not tokens:
            break
        place = rng.randrange(len(tokens))
        kind = rng.randrange(7)
        if kind == 0:
            del tokens[place]
        elif kind == 1:
            tokens.insert(place, tokens[place])
        elif kind == 2:
            other = rng.randrange(len(tokens))
            tokens[place], tokens[other] = tokens[other], tokens[place]
        elif kind == 3:
            tokens[place] = rng.choice(ATOMS)
        elif kind == 4:
            tokens.insert(place, rng.choice(["(", ")", "[", "]", "{", "}", ":", ",", "*", "=", "\n", "    ", "'", '"', "f'", "\\", "\t", "lambda", "yield", "@", "가", "\u00a0"]))
        elif kind == 5:
            donor = re.findall(r"\w+|\s+|[^\w\s]", rng.choice(others))
            if donor:
                start = rng.randrange(len(donor))
                tokens[place:place] = donor[start : start + rng.randrange(1, 12)]
        else:
            tokens[place : place + rng.randrange(1, 6)] = []
    return "".join(tokens)


class Fuzzer:
    def __init__(self, executable, out):
        self.executable = executable
        self.out = out
        self.finds = 0
        self.programs = 0
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="gradus-fuzz-"))
        (self.folder / "driver.py").write_text(DRIVER)

    def run(self, programs):
        """None where all went well, else (kind, index of the program)."""
        for old in self.folder.glob("p*.py"):
            old.unlink()
        for index, text in enumerate(programs):
            (self.folder / f"p{index}.py").write_text(text, encoding="utf-8", errors="surrogatepass")
        names = [f"p{index}" for index in range(len(programs))]
        log = self.folder / "log"
        with open(log, "wb") as errors:
            process = subprocess.Popen(
                [self.executable, "driver.py", *names], cwd=self.folder, stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL, stderr=errors)
            last, since, interrupted = None, time.monotonic(), None
            while process.poll() is None:
                time.sleep(0.01)
                now = time.monotonic()
                current = self.current(log)
                if current != last:
                    last, since, interrupted = current, now, None
                elif interrupted is None and now - since > PROGRAM_SECONDS:
                    process.send_signal(signal.SIGINT)
                    interrupted = now
                elif interrupted is not None and now - interrupted > GRACE_SECONDS:
                    process.kill()
                    process.wait()
                    return ("hang", self.current(log))
        if process.returncode < 0 or process.returncode >= 128 and process.returncode != 130:
            return (f"signal {abs(process.returncode)}", self.current(log))
        return None

    @staticmethod
    def current(log):
        with open(log, "rb") as file:
            file.seek(0, 2)
            file.seek(max(0, file.tell() - 65536))
            marks = re.findall(rb"^@p(\d+)$", file.read(), re.M)
        return int(marks[-1]) if marks else 0

    def check(self, programs):
        self.programs += len(programs)
        found = self.run(programs)
        if found is None:
            return
        kind, index = found
        program = programs[index]
        if self.run([program]) is None:
            # It needs what ran before it.
            program = "\n".join(programs[: index + 1])
            self.save(kind + " (batch)", "\n#####\n".join(programs[: index + 1]))
            return
        self.save(kind, self.minimised(program, kind))

    def minimised(self, program, kind):
        deadline = time.monotonic() + (60 if kind == "hang" else 30)
        for pieces in (program.splitlines(True), None):
            parts = pieces if pieces is not None else re.findall(r"\w+|\s+|[^\w\s]", program)
            size = max(1, len(parts) // 2)
            while size >= 1 and time.monotonic() < deadline:
                start = 0
                while start < len(parts) and time.monotonic() < deadline:
                    candidate = parts[:start] + parts[start + size :]
                    if candidate and self.run(["".join(candidate)]) is not None:
                        parts = candidate
                    else:
                        start += size
                size //= 2
            program = "".join(parts)
        return program

    def save(self, kind, program):
        self.finds += 1
        self.out.mkdir(parents=True, exist_ok=True)
        name = f"{kind.split(' (')[0].replace(' ', '-')}-{abs(hash(program)) % 10**8:08}.py"
        (self.out / name).write_text(program, encoding="utf-8", errors="surrogatepass")
        print(f"{kind}: {self.out / name}\n{program}\n", flush=True)


def seeds():
    texts = []
    for folder in ("Tests/Fuzz/corpus", "Tests/GradusVMTests/programs", "Tests/GradusSyntaxTests/golden/trees"):
        for path in sorted((ROOT / folder).rglob("*.py")):
            text = path.read_text(encoding="utf-8", errors="replace")
            if len(text) < 6000 and not UNSAFE.search(text):
                texts.append(text)
    return texts


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("gradus")
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--seed", type=int, default=int(time.time()))
    parser.add_argument("--out", type=pathlib.Path, default=ROOT / ".build" / "fuzz")
    options = parser.parse_args()
    rng = random.Random(options.seed)
    texts = seeds()
    generator = Generator(rng)
    fuzzer = Fuzzer(str(pathlib.Path(options.gradus).resolve()), options.out)
    end = time.monotonic() + options.seconds
    try:
        while time.monotonic() < end:
            batch = [
                generator.program() if not texts or rng.random() < 0.5 else mutate(rng, rng.choice(texts), texts)
                for _ in range(BATCH)
            ]
            fuzzer.check(batch)
    finally:
        shutil.rmtree(fuzzer.folder, ignore_errors=True)
    print(f"fuzz: {fuzzer.programs} programs, {fuzzer.finds} finds (seed {options.seed})")
    sys.exit(1 if fuzzer.finds else 0)


if __name__ == "__main__":
    main()
