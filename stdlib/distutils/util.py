"""Truth values in words."""


def strtobool(val):
    """1 for y, yes, t, true, on and 1; 0 for n, no, f, false, off and 0; else ValueError."""
    word = val.lower()
    if word in ("y", "yes", "t", "true", "on", "1"):
        return 1
    if word in ("n", "no", "f", "false", "off", "0"):
        return 0
    raise ValueError(f"invalid truth value {word!r}")
