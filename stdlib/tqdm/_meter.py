"""The line of a progress bar: what its fields are, and how they fill a width."""

_BLOCKS = " ▏▎▍▌▋▊▉█"
_DIGITS = " 123456789#"
_COLOURS = {"black": 30, "red": 31, "green": 32, "yellow": 33, "blue": 34, "magenta": 35, "cyan": 36, "white": 37}
_RESET = "\x1b[0m"


def format_sizeof(num, suffix="", divisor=1000):
    """A number in three digits with a unit of thousands."""
    for unit in ["", "k", "M", "G", "T", "P", "E", "Z"]:
        if abs(num) < 999.5:
            if abs(num) < 99.95:
                if abs(num) < 9.995:
                    return f"{num:1.2f}{unit}{suffix}"
                return f"{num:2.1f}{unit}{suffix}"
            return f"{num:3.0f}{unit}{suffix}"
        num /= divisor
    return f"{num:3.1f}Y{suffix}"


def format_interval(t):
    """Seconds as [hours:]minutes:seconds."""
    minutes, seconds = divmod(int(t), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:d}:{minutes:02d}:{seconds:02d}" if hours else f"{minutes:02d}:{seconds:02d}"


def format_num(n):
    """A number in three digits, or whole where that is as short."""
    short = f"{n:.3g}".replace("e+0", "e+").replace("e-0", "e-")
    whole = str(n)
    return short if len(short) < len(whole) else whole


def width(text):
    """Columns of a terminal that a text takes; colours take none."""
    if text.isascii() and "\x1b" not in text:
        return len(text)
    import re
    import unicodedata
    plain = re.sub("\x1b\\[[0-9;]*[A-Za-z]", "", text)
    return sum(2 if unicodedata.east_asian_width(c) in "FW" else 1 for c in plain if not unicodedata.combining(c))


def trimmed(text, columns):
    """The beginning of a text that fits, with its colours ended."""
    while text and width(text) > columns:
        text = text[:-1]
    return text + _RESET if "\x1b" in text and not text.endswith(_RESET) else text


def bar(fraction, columns, symbols):
    """So many columns filled to a fraction with the symbols from empty to full."""
    fraction = min(1.0, max(0.0, fraction))
    steps = len(symbols) - 1
    full, part = divmod(int(fraction * columns * steps), steps)
    text = symbols[-1] * full
    if full < columns:
        text += symbols[part] + symbols[0] * (columns - full - 1)
    return text


class Bar:
    """What `{bar}` is in a `bar_format`: `{bar:20}` has a width, `{bar:-5}` leaves so much free, `a` asks for ASCII."""

    def __init__(self, fraction, columns, symbols, colour=None):
        self.fraction = fraction
        self.columns = columns
        self.symbols = symbols
        self.colour = colour

    def __format__(self, spec):
        symbols = self.symbols
        if spec and spec[-1] in "aub":
            symbols = {"a": _DIGITS, "u": _BLOCKS, "b": "  "}[spec[-1]]
            spec = spec[:-1]
        columns = int(spec) if spec else self.columns
        if columns < 0:
            columns += self.columns
        text = bar(self.fraction, columns, symbols)
        return self.colour + text + _RESET if self.colour else text


class _Hole:
    """Stands for the bar where only the rest of a line is wanted."""

    def __format__(self, spec):
        _Hole.is_used = True
        return "\0"


def _colour_code(colour):
    """The escape sequence of a named colour or of #rrggbb; None for what is neither."""
    if not colour:
        return None
    name = colour.lower()
    if name in _COLOURS:
        return f"\x1b[{_COLOURS[name]}m"
    if len(name) == 7 and name[0] == "#":
        red, green, blue = (int(name[i : i + 2], 16) for i in (1, 3, 5))
        return f"\x1b[38;2;{red};{green};{blue}m"
    return None


def format_meter(n, total, elapsed, ncols=None, prefix="", ascii=False, unit="it", unit_scale=False, rate=None,
                 bar_format=None, postfix=None, unit_divisor=1000, initial=0, colour=None, **extra):
    """The line of a bar at some moment, as wide as `ncols` says.

    `bar_format` may name l_bar, bar, r_bar, n, n_fmt, total, total_fmt, percentage, elapsed, elapsed_s, remaining,
    remaining_s, rate, rate_fmt, rate_noinv, rate_noinv_fmt, rate_inv, rate_inv_fmt, postfix, desc, unit, ncols and eta.
    """
    if total and n >= total + 0.5:
        total = None
    if unit_scale and unit_scale not in (True, 1):
        if total:
            total *= unit_scale
        n *= unit_scale
        if rate:
            rate *= unit_scale
        unit_scale = False
    elapsed_text = format_interval(elapsed)
    if rate is None and elapsed:
        rate = (n - initial) / elapsed
    inverse = 1 / rate if rate else None

    def speed(value, ending):
        if not value:
            return "?" + ending
        return (format_sizeof(value) if unit_scale else f"{value:5.2f}") + ending

    forward, backward = speed(rate, unit + "/s"), speed(inverse, "s/" + unit)
    rate_text = backward if inverse and inverse > 1 else forward
    if unit_scale:
        n_text = format_sizeof(n, divisor=unit_divisor)
        total_text = format_sizeof(total, divisor=unit_divisor) if total is not None else "?"
    else:
        n_text = str(n)
        total_text = str(total) if total is not None else "?"
    postfix = ", " + postfix if postfix else ""
    remaining = (total - n) / rate if rate and total else 0
    remaining_text = format_interval(remaining) if rate else "?"
    described = prefix + ": " if prefix and not prefix.endswith(": ") else prefix
    right = f"| {n_text}/{total_text} [{elapsed_text}<{remaining_text}, {rate_text}{postfix}]"
    left = described + (f"{n / total * 100:3.0f}%|" if total else "|")
    if not total and not bar_format:
        text = f"{described}{n_text}{unit} [{elapsed_text}, {rate_text}{postfix}]"
        return trimmed(text, ncols) if ncols else text
    if ncols == 0 and total:
        return left[:-1] + right[1:]
    line = bar_format or "{l_bar}{bar}{r_bar}"
    fields = dict(
        extra, n=n, n_fmt=n_text, total=total, total_fmt=total_text, elapsed=elapsed_text, elapsed_s=elapsed, ncols=ncols,
        desc=prefix, unit=unit, rate=inverse if inverse and inverse > 1 else rate, rate_fmt=rate_text, rate_noinv=rate,
        rate_noinv_fmt=forward, rate_inv=inverse, rate_inv_fmt=backward, postfix=postfix, unit_divisor=unit_divisor,
        colour=colour, remaining=remaining_text, remaining_s=remaining, l_bar=left, r_bar=right, eta=_eta(remaining),
        percentage=n / total * 100 if total else 0)
    if not prefix and total:
        # Nothing is described: its colon goes, too.
        line = line.replace("{desc}: ", "")
    _Hole.is_used = False
    empty = line.format(bar=_Hole(), **fields)
    if not _Hole.is_used:
        return trimmed(empty, ncols) if ncols else empty
    symbols = _DIGITS if ascii is True else ascii if ascii else _BLOCKS
    columns = max(1, ncols - width(empty.replace("\0", ""))) if ncols else 10
    filled = Bar(n / total if total else 0, columns, symbols, _colour_code(colour))
    if not total:
        filled.symbols = filled.symbols[0] * 2
    text = line.format(bar=filled, **fields)
    return trimmed(text, ncols) if ncols else text


class _eta:
    """The moment of the end, worked out only where it is asked for."""

    def __init__(self, remaining):
        self.remaining = remaining

    def __format__(self, spec):
        import datetime
        return format(datetime.datetime.now() + datetime.timedelta(seconds=self.remaining), spec)
