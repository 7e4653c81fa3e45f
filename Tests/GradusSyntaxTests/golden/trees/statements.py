pass; pass;
a = b; a = b = c; a, b = c; a, *b = c; (a, b) = c; [a, b] = c; [a, *b], c = d; a.b = c; a[b] = c; a.b[c].d = e; (a) = 1; *a, = b
a += 1; a -= 1; a *= 1; a /= 1; a //= 1; a %= 1; a @= 1; a &= 1; a |= 1; a ^= 1; a >>= 1; a <<= 1; a **= 1; a.b += 1; a[b] += 1; (a) += 1
a += b, c; a += 1, *b
a: int; a: int = 1; a.b: int; a[b]: int = 2; (a): int = 3; (a.b): int; a: tuple = 1, 2
def g(): x = yield; y = yield 1; z = yield 1, 2; w = yield from a; w += yield; v: int = yield; yield; yield a, *b; return 1, *a
del a; del a, b; del (a, b); del [a, b]; del a.b, a[c]; del (a), b; del a,; del ()
assert a; assert a, b; assert (a, b)
import a; import a.b.c; import a as b; import a.b as c, d
from a import b; from a import b as c, d; from a import (b, c as d,); from . import a; from .. import a; from ... import a; from .... import a; from .a.b import c; from a import *
def f():
    global a, b
    return
    return a
    return a, b
def f2():
    x = 1
    def f3():
        nonlocal x
        raise
    raise a
    raise a from b
if a: pass
if a:
    b
elif c:
    d
elif e: f
else:
    g
if a: b; c
if (a := b): c
while a: break
while a:
    continue
else:
    b
for a in b: pass
for a, b in c:
    d
else:
    e
for a, in b: pass
for (a, b), *c in d, e: pass
for a.b in c: pass
for a[b] in c: pass
for x in *a, b: pass
try:
    a
except:
    b
try: a
except A: b
except (B, C) as d: e
else: f
finally: g
try: a
finally: b
with a: pass
with a as b: pass
with a, b as c, d: pass
with (a): pass
with (a, b): pass
with (a as b): pass
with (a as b, c): pass
with (a as b, c as d,): pass
with (a), (b) as c: pass
with (a, b) as c: pass
with a as (b, c): pass
with a as b.c, d as e[f]: pass
with (yield_): pass
with (a).b as c: pass
with (a, b)[0]: pass
with (a if b else c) as d: pass
with open(a) as b, \
     open(c) as d:
    e
