def kind(x):
    match x:
        case 0: return "zero"
        case -1 | -1.5: return "minus"
        case 1 + 2j: return "complex"
        case "a" "b": return "string ab"
        case b"x": return "bytes"
        case None: return "none"
        case True: return "true"
        case False: return "false"
        case int(n) if n > 100: return f"big {n}"
        case float() | int() as number: return f"number {number}"
        case str(): return "other string"
        case _: return "anything"
for value in [0, 0.0, -1, -1.5, 1 + 2j, "ab", b"x", None, True, False, 1000, 5, 2.5, "z", [], 1]:
    print(repr(value), kind(value))
match 5, 6:
    case x, y: print(x, y)
match x := 3:
    case 3: print("walrus", x)
match = 1
case = 2
_ = 3
print(match, case, _, [match for match in "ab"])
match (match):
    case 1: print("soft keyword")
type = 5
print(type)
