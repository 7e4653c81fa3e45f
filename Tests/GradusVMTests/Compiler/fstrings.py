def f(a, w):
    x = f"{a}"
    x = f"a {a!r} b {a:>{w}.2f} {{}} {a=} {a = !s} {a=:>5}"
    x = f"" f"x" "y"
    return f"{f(a)}{w}"
