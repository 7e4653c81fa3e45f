"""File names and patterns with * ? [ ]."""

__all__ = ["filter", "fnmatch", "fnmatchcase"]


def fnmatchcase(name, pat):
    """Whether a name matches a pattern, case counting."""
    n, p = 0, 0
    star, mark = -1, 0
    while n < len(name):
        length = _one(name[n], pat, p) if p < len(pat) and pat[p] != "*" else 0
        if length:
            n += 1
            p += length
        elif p < len(pat) and pat[p] == "*":
            star, mark = p, n
            p += 1
        elif star >= 0:
            mark += 1
            n, p = mark, star + 1
        else:
            return False
    return pat[p:].strip("*") == ""


def _one(c, pat, p):
    """How many characters of the pattern match one character of the name; 0 where they do not."""
    if pat[p] == "?":
        return 1
    if pat[p] != "[":
        return 1 if pat[p] == c else 0
    start = p + 1
    if pat[start:start + 1] == "!":
        start += 1
    end = pat.find("]", start + 1)
    if end < 0:
        return 1 if c == "[" else 0
    inside = False
    i = start
    while i < end:
        if i + 2 < end and pat[i + 1] == "-":
            inside = inside or pat[i] <= c <= pat[i + 2]
            i += 3
        else:
            inside = inside or pat[i] == c
            i += 1
    return end + 1 - p if inside != (pat[p + 1] == "!") else 0


def fnmatch(name, pat):
    return fnmatchcase(name, pat)


def filter(names, pat):
    return [name for name in names if fnmatchcase(name, pat)]
