"""Progress bars around loops: `for batch in tqdm(loader): …`."""

import sys as _sys
import time as _time

import _progress

__all__ = ["tqdm", "trange", "tqdm_notebook", "tnrange"]
__version__ = "4.67.1"

_MINIMUM_INTERVAL = 0.1
_BLOCKS = " ▏▎▍▌▋▊▉█"
_identity = 0


def _next_identity():
    global _identity
    _identity += 1
    return _identity


def _write(file, text):
    (file or _sys.stderr).write(text)


class tqdm:
    """Counts the rounds of a loop and shows how far it is, how long it takes and how fast it goes."""

    monitor_interval = 0

    def __init__(self, iterable=None, desc=None, total=None, leave=True, file=None, ncols=None, mininterval=0.1,
                 maxinterval=10.0, miniters=None, ascii=None, disable=False, unit="it", unit_scale=False,
                 dynamic_ncols=False, smoothing=0.3, bar_format=None, initial=0, position=None, postfix=None,
                 unit_divisor=1000, write_bytes=False, lock_args=None, nrows=None, colour=None, delay=0.0, gui=False,
                 **kwargs):
        if total is None and iterable is not None:
            try:
                total = len(iterable)
            except (TypeError, AttributeError):
                total = None
        if total == float("inf"):
            total = None
        self.iterable = iterable
        self.desc = desc or ""
        self.total = total
        self.leave = leave
        self.file = file
        self.fp = file or _sys.stderr
        self.ncols = ncols
        self.mininterval = mininterval
        self.disable = bool(disable)
        self.unit = unit
        self.unit_scale = unit_scale
        self.unit_divisor = unit_divisor
        self.initial = initial
        self.n = initial
        self.ascii = ascii
        self.postfix = ""
        self.pos = position or 0
        self.start_t = self.last_print_t = _time.perf_counter()
        self.last_print_n = initial
        self._closed = False
        self._identity = _next_identity()
        self._next = initial + 1
        if postfix:
            self.set_postfix(postfix, refresh=False)
        if not self.disable:
            self._draw()

    # The text of a bar.

    @staticmethod
    def format_sizeof(num, suffix="", divisor=1000):
        for unit in ["", "k", "M", "G", "T", "P", "E", "Z"]:
            if abs(num) < 999.5:
                if abs(num) < 99.95:
                    if abs(num) < 9.995:
                        return f"{num:1.2f}{unit}{suffix}"
                    return f"{num:2.1f}{unit}{suffix}"
                return f"{num:3.0f}{unit}{suffix}"
            num /= divisor
        return f"{num:3.1f}Y{suffix}"

    @staticmethod
    def format_interval(t):
        mins, s = divmod(int(t), 60)
        h, m = divmod(mins, 60)
        return f"{h:d}:{m:02d}:{s:02d}" if h else f"{m:02d}:{s:02d}"

    @staticmethod
    def format_num(n):
        f = f"{n:.3g}".replace("e+0", "e+").replace("e-0", "e-")
        n = str(n)
        return f if len(f) < len(n) else n

    @staticmethod
    def format_meter(n, total, elapsed, ncols=None, prefix="", ascii=False, unit="it", unit_scale=False, rate=None,
                     postfix=None, unit_divisor=1000, initial=0, **kwargs):
        """The line of a bar at some moment."""
        if total and n >= total + 0.5:
            total = None
        if unit_scale and unit_scale not in (True, 1):
            if total:
                total *= unit_scale
            n *= unit_scale
            if rate:
                rate *= unit_scale
            unit_scale = False
        elapsed_text = tqdm.format_interval(elapsed)
        if rate is None and elapsed:
            rate = (n - initial) / elapsed
        inverse = 1 / rate if rate else None
        if rate:
            text = tqdm.format_sizeof(rate, divisor=unit_divisor) if unit_scale else f"{rate:5.2f}"
            forward = text + unit + "/s"
            text = tqdm.format_sizeof(inverse, divisor=unit_divisor) if unit_scale else f"{inverse:5.2f}"
            backward = text + "s/" + unit
        else:
            forward, backward = f"?{unit}/s", f"?s/{unit}"
        rate_text = backward if inverse and inverse > 1 else forward
        if unit_scale:
            n_text = tqdm.format_sizeof(n, divisor=unit_divisor)
            total_text = tqdm.format_sizeof(total, divisor=unit_divisor) if total is not None else "?"
        else:
            n_text = str(n)
            total_text = str(total) if total is not None else "?"
        postfix = ", " + postfix if postfix else ""
        if prefix:
            prefix = prefix if prefix.endswith(": ") else prefix + ": "
        if not total:
            return f"{prefix}{n_text}{unit} [{elapsed_text}, {rate_text}{postfix}]"
        remaining = (total - n) / rate if rate else 0
        remaining_text = tqdm.format_interval(remaining) if rate else "?"
        left = f"{prefix}{n / total * 100:3.0f}%|"
        right = f"| {n_text}/{total_text} [{elapsed_text}<{remaining_text}, {rate_text}{postfix}]"
        width = max(1, ncols - len(left) - len(right)) if ncols else 10
        if ncols == 0:
            return left[:-1] + right[1:]
        return left + tqdm._bar(n / total, width, ascii) + right

    @staticmethod
    def _bar(fraction, width, ascii=False):
        fraction = min(1.0, max(0.0, fraction))
        blocks = " 123456789#" if ascii is True else ascii if ascii else _BLOCKS
        steps = len(blocks) - 1
        full, part = divmod(int(fraction * width * steps), steps)
        bar = blocks[-1] * full
        if full < width:
            bar += blocks[part] + blocks[0] * (width - full - 1)
        return bar

    @property
    def format_dict(self):
        return {"n": self.n, "total": self.total, "elapsed": _time.perf_counter() - self.start_t, "ncols": self.ncols,
                "prefix": self.desc, "ascii": self.ascii, "unit": self.unit, "unit_scale": self.unit_scale,
                "postfix": self.postfix, "unit_divisor": self.unit_divisor, "initial": self.initial, "rate": None}

    def __str__(self):
        return self.format_meter(**self.format_dict)

    def __repr__(self):
        return str(self)

    # Drawing.

    def _draw(self):
        _progress.show(self._identity, str(self), False)

    def refresh(self, nolock=False, lock_args=None):
        if not self.disable and not self._closed:
            self._draw()
        return True

    def _tick(self):
        """Draws where it is time to, and guesses after how many rounds it will be again."""
        now = _time.perf_counter()
        passed = now - self.last_print_t
        rounds = self.n - self.last_print_n
        if passed >= self.mininterval:
            self._draw()
            self.last_print_t = now
            self.last_print_n = self.n
        if rounds > 0 and passed > 0:
            step = rounds * self.mininterval / passed / 4
            self._next = self.n + (int(step) if step > 1 else 1)
        else:
            self._next = self.n + 1

    # Counting.

    def __iter__(self):
        if self.disable:
            yield from self.iterable
            return
        n = self.n
        until = self._next
        try:
            for item in self.iterable:
                yield item
                n += 1
                if n >= until:
                    self.n = n
                    self._tick()
                    until = self._next
        finally:
            self.n = n
            self.close()

    def __len__(self):
        return self.total if self.iterable is None else len(self.iterable)

    def __bool__(self):
        if self.total is not None:
            return self.total > 0
        if self.iterable is None:
            raise TypeError("bool() undefined when iterable == total == None")
        return bool(self.iterable)

    def __contains__(self, item):
        return item in self.iterable

    def __reversed__(self):
        self.iterable = reversed(self.iterable)
        return iter(self)

    def __enter__(self):
        return self

    def __exit__(self, *exception):
        self.close()

    def update(self, n=1):
        if self.disable:
            return None
        self.n += n
        if self.n >= self._next or n < 0:
            self._tick()
        return True

    def reset(self, total=None):
        self.n = 0
        self._next = 1
        if total is not None:
            self.total = total
        self.start_t = self.last_print_t = _time.perf_counter()
        self.last_print_n = 0
        self.refresh()

    def close(self):
        if self._closed:
            return
        self._closed = True
        if self.disable:
            return
        _progress.show(self._identity, "", True)
        if self.leave:
            _write(self.file, str(self) + "\n")

    def unpause(self):
        pass

    def clear(self, nolock=False):
        if not self.disable:
            _progress.show(self._identity, "", True)

    def display(self, msg=None, pos=None):
        self.refresh()

    # What stands beside the bar.

    def set_description(self, desc=None, refresh=True):
        self.desc = desc + ": " if desc else ""
        if refresh:
            self._soon()

    def set_description_str(self, desc=None, refresh=True):
        self.desc = desc or ""
        if refresh:
            self._soon()

    def set_postfix(self, ordered_dict=None, refresh=True, **kwargs):
        values = dict(ordered_dict or {})
        values.update(sorted(kwargs.items()))
        parts = []
        for key, value in values.items():
            if isinstance(value, (int, float)) and not isinstance(value, bool):
                value = self.format_num(value)
            elif not isinstance(value, str):
                value = str(value)
            parts.append(key + "=" + value.strip())
        self.postfix = ", ".join(parts)
        if refresh:
            self._soon()

    def set_postfix_str(self, s="", refresh=True):
        self.postfix = str(s)
        if refresh:
            self._soon()

    def _soon(self):
        if not self.disable and not self._closed and _time.perf_counter() - self.last_print_t >= _MINIMUM_INTERVAL:
            self._draw()
            self.last_print_t = _time.perf_counter()
            self.last_print_n = self.n

    @classmethod
    def write(cls, s, file=None, end="\n", nolock=False):
        """Prints beside running bars."""
        (file or _sys.stdout).write(s + end)

    @classmethod
    def pandas(cls, *args, **kwargs):
        raise NotImplementedError("there is no pandas")


def trange(*args, **kwargs):
    """`tqdm(range(…))`"""
    return tqdm(range(*args), **kwargs)


tqdm_notebook = tqdm
tnrange = trange
