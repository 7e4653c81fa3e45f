"""What a mistyped word may have meant."""


def hint(word, names):
    import difflib
    near = difflib.get_close_matches(word, [n for n in names if isinstance(n, str)], 3, 0.5)
    if len(near) == 1:
        return f' Did you mean: {near[0]!r}?'
    if near:
        return ' Did you mean one of: ' + ', '.join(repr(n) for n in near) + '?'
    return ''
