1; 2.5; 3j; ...; None; True; False; name
a + b - c * d / e // f % g @ h ** i
a << b >> c & d | e ^ f
-a; +a; ~a; --a; -+~a; -a ** -b; 2 ** 3 ** 4; not a; not not a
a or b or c and d and not e
a < b <= c == d != e >= f > g
a is b; a is not b; a in b; a not in b; not a in b
x if y else z if w else v
lambda: 0
lambda a, /, b, c=1, *d, e, f=2, **g: a
lambda *, a: a
lambda *a, **k: (a, k)
lambda: (yield)
(a); ((a)); (a).b; (a)(b); (a)[b]; (a) + (b); -(a)
(); (a,); (a, b); (a, *b); a, b; a,; *a, b
[]; [a]; [a,]; [a, *b, c]
{}; {a}; {a, *b}; {a: b}; {a: b, **c, d: e,}; {**a}
f(); f(a); f(a,); f(a, b=c, *d, e=f, **g, h=i); f(*a, b, *c); f(x for x in y); f(a, (x for x in y))
f(a := 1); f((a := 1), b=2); f(lambda x: x, y); f(a)(b)(c); f(**a, **b); f(a if b else c)
a.b.c.d; a[b]; a[b][c]; a.b[c](d).e; a[b, c]; a[b,]; a[:]; a[b:]; a[:b]; a[b:c]; a[::]; a[b::d]; a[:b:c]; a[b:c, d:e, ...]
a[b, *c]; a[*b]; a[x := 1]; a[(x := 1):2]; a[lambda: 0]; a[b:c if d else e]
(x := 1); (y := (x := 2))
[x for x in y]; [x for x in y if z if w]; [x for x, in y]; [(x, y) for x in a for y in b if x]
{x for x in y}; {x: y for x, y in z}; (x for x in y); [x for x.a in y]; [x for x[0] in y]; [x for (a, b), *c in y]
[[y for y in x] for x in z]
[x := 1, y := 2]; {x := 1}; [x := i for i in y]; (x := i for i in y)
x if (y) else (z); (x
 + y
 * z)
print(a, end=''); print; print.a; exec(a); match; case; _; type; match.a; match[0]; match(a); match * 2; match - 1; match, a
a if b else lambda: c
f(*a, *b, **c); f(a)(*b)[c](**d)
a.real; 1 .real; 1.0.real; 1..real; 0xF .real
"a" "b"; b"a" b"b"; ("a"
"b"); x = not a == b
