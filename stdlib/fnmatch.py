"""File names and patterns with * ? [ ]."""

__all__ = ["filter", "fnmatch", "fnmatchcase", "translate"]


def fnmatchcase(name, pat):
    """Whether a name matches a pattern, case counting."""
    if isinstance(name, bytes) and isinstance(pat, bytes):
        name, pat = name.decode("latin-1"), pat.decode("latin-1")
    elif isinstance(name, bytes):
        raise TypeError("cannot use a string pattern on a bytes-like object")
    elif isinstance(pat, bytes):
        raise TypeError("cannot use a bytes pattern on a string-like object")
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


_special = {c: "\\" + c for c in "()[]{}?*+-|^$\\.&~# \t\n\r\v\f"}


def translate(pat):
    """The regular expression that a pattern stands for."""
    parts = []
    i = 0
    while i < len(pat):
        c = pat[i]
        i += 1
        if c == "*":
            if not parts or parts[-1] != "*":
                parts.append("*")
        elif c == "?":
            parts.append(".")
        elif c == "[":
            end = i + (pat[i:i + 1] == "!")
            end = pat.find("]", end + 1 if pat[end:end + 1] == "]" else end)
            if end < 0:
                parts.append("\\[")
                continue
            inside = pat[i:end].replace("\\", r"\\")
            i = end + 1
            for mark in "&~|":
                inside = inside.replace(mark, "\\" + mark)
            if inside[0] == "!":
                inside = "^" + inside[1:]
            elif inside[0] in "^[":
                inside = "\\" + inside
            parts.append(f"[{inside}]")
        else:
            parts.append(_special.get(c, c))
    pieces = [[]]
    for part in parts:
        if part == "*":
            pieces.append([])
        else:
            pieces[-1].append(part)
    text, *between = ["".join(piece) for piece in pieces]
    # A star in the middle gives nothing back: the part after it matches at the first place it can.
    for piece in between[:-1]:
        text += f"(?>.*?{piece})"
    if between:
        text += ".*" + between[-1]
    return rf"(?s:{text})\Z"
