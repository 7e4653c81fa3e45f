match a:
    case 1: pass
    case -1: pass
    case 1.5 | "a" | b"b" | None | True | False: pass
    case 1 + 2j: pass
    case -1 - 2j: pass
    case _: pass
    case x: pass
match a, b:
    case 1, 2: pass
    case 1, *rest: pass
    case *_, 1: pass
    case (1, 2) | [3, 4]: pass
    case (x): pass
    case (x,): pass
    case []: pass
    case (): pass
    case [x, [y, *z], _]: pass
match (a):
    case A.b: pass
    case A.b.c | A.d: pass
    case A(): pass
    case A(1, x, b=2, c=y,): pass
    case A.B(x=C()): pass
    case {}: pass
    case {"a": 1, 'b': x, **rest}: pass
    case {1: _, A.b: {"c": d}, None: e, -1: f,}: pass
    case {**rest}: pass
    case x if x > 1: pass
    case (1 | 2) as y: pass
    case [1, 2 as z] as w if z and w: pass
    case "a" "b": pass
    case str() | int() as v:
        pass
match *a, b:
    case case: pass
match match:
    case match: pass
match -a:
    case 1: match = 2; case = 3
match [a, b]:
    case 1: pass
match {a: b}:
    case 1: pass
match (a, b):
    case 1: pass
match not a:
    case 1: pass
match x := y:
    case 1: pass
match lambda: 0:
    case 1: pass
match = 1
match: int = 2
match += 1
match(a)
match[a]
match[a] = b
match, case = case, match
match.a
match = match if match else match
print(match, case)
_ = 1
