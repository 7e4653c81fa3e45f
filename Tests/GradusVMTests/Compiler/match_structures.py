def f(s):
    match s:
        case [a, _, [b, *c]]:
            return a, b, c
        case [_, *_]:
            return 1
        case {"k": v, 1: [w], **rest}:
            return v, w, rest
        case {}:
            return 2
        case Point(x, y=0) as p if x:
            return p
        case [1, a] | [a, 2]:
            return a
        case _:
            return 3
