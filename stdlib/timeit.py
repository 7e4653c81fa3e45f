"""Measuring how long a statement takes, given as text or as a function."""

import gc
import time
from _classes import define as _define

__all__ = ["Timer", "timeit", "repeat", "default_timer"]

default_timer = time.perf_counter
default_number = 1000000
default_repeat = 5

# The loop stands in one function with the statement, so that nothing but the statement is measured.
_LOOP = """
def _measured(_rounds, _timer{parameters}):
    {setup}
    _start = _timer()
    for _round in _rounds:
        {statement}
        pass
    return _timer() - _start
"""


def _indented(text, columns):
    return text.replace("\n", "\n" + " " * columns)


class Timer:
    """Times a statement after a setup; both are text, which sees the names of `globals`, or callables."""

    def __init__(self, stmt="pass", setup="pass", timer=default_timer, globals=None):
        self.timer = timer
        names = {} if globals is None else dict(globals)
        parameters = ""
        for name, part in (("stmt", stmt), ("setup", setup)):
            if callable(part):
                parameters += f", _{name}=_{name}"
                names["_" + name] = part
            elif not isinstance(part, str):
                raise ValueError(f"{name} is neither a string nor callable")
        self.src = _LOOP.format(
            parameters=parameters, setup="_setup()" if callable(setup) else _indented(setup, 4),
            statement="_stmt()" if callable(stmt) else _indented(stmt, 8))
        _define(self.src, names)
        self._measured = names["_measured"]

    def timeit(self, number=default_number):
        """Seconds that so many executions take together; the setup is not counted."""
        collecting = gc.isenabled()
        gc.disable()
        try:
            return self._measured(range(number), self.timer)
        finally:
            if collecting:
                gc.enable()

    def repeat(self, repeat=default_repeat, number=default_number):
        """The results of so many calls of `timeit`."""
        return [self.timeit(number) for _ in range(repeat)]

    def autorange(self, callback=None):
        """(number, seconds) for the first number of 1, 2, 5, 10, … executions that takes 0.2 seconds."""
        scale = 1
        while True:
            for factor in (1, 2, 5):
                number = scale * factor
                taken = self.timeit(number)
                if callback:
                    callback(number, taken)
                if taken >= 0.2:
                    return number, taken
            scale *= 10

    def print_exc(self, file=None):
        """Prints the traceback of the exception that is being handled."""
        import traceback
        traceback.print_exc(file=file)


def timeit(stmt="pass", setup="pass", timer=default_timer, number=default_number, globals=None):
    """Seconds that so many executions of a statement take."""
    return Timer(stmt, setup, timer, globals).timeit(number)


def repeat(stmt="pass", setup="pass", timer=default_timer, repeat=default_repeat, number=default_number, globals=None):
    """The results of so many calls of `timeit`."""
    return Timer(stmt, setup, timer, globals).repeat(repeat, number)
