"""Progress bars around loops: `for batch in tqdm(loader): …`."""

import os as _os
import sys as _sys
import time as _time

import _progress

from tqdm import _meter

__all__ = ["tqdm", "trange", "tqdm_notebook", "tnrange"]
__version__ = "4.67.1"

_MINIMUM_INTERVAL = 0.1
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
        # None: only where somebody watches.
        self.disable = not self.fp.isatty() if disable is None and hasattr(self.fp, "isatty") else bool(disable)
        self.unit = unit
        self.unit_scale = unit_scale
        self.unit_divisor = unit_divisor
        self.initial = initial
        self.n = initial
        self.ascii = ascii
        self.bar_format = bar_format
        self.colour = colour
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

    format_sizeof = staticmethod(_meter.format_sizeof)
    format_interval = staticmethod(_meter.format_interval)
    format_num = staticmethod(_meter.format_num)
    format_meter = staticmethod(_meter.format_meter)

    @property
    def format_dict(self):
        return {"n": self.n, "total": self.total, "elapsed": _time.perf_counter() - self.start_t, "ncols": self.ncols,
                "prefix": self.desc, "ascii": self.ascii, "unit": self.unit, "unit_scale": self.unit_scale,
                "postfix": self.postfix, "unit_divisor": self.unit_divisor, "initial": self.initial, "rate": None,
                "bar_format": self.bar_format, "colour": self.colour}

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
            _write(self.file, self._last_line() + "\n")

    def _last_line(self):
        """The finished bar, no wider than the terminal it is written to."""
        text = str(self)
        try:
            return _meter.trimmed(text, _os.get_terminal_size(self.fp.fileno()).columns) if self.fp.isatty() else text
        except (AttributeError, OSError, ValueError):
            return text

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
