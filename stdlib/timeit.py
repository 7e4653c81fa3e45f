"""Measuring how long functions take."""

import gc
import time

default_timer = time.perf_counter
default_number = 1000000
default_repeat = 5


class Timer:
    """Times a callable. Statements as text are not supported: Gradus does not compile text at run time."""

    def __init__(self, stmt="pass", setup="pass", timer=default_timer, globals=None):
        for part in (stmt, setup):
            if not callable(part) and part != "pass":
                raise NotImplementedError("Gradus does not support timeit of source text: pass a function")
        self.stmt = stmt if callable(stmt) else lambda: None
        self.setup = setup if callable(setup) else lambda: None
        self.timer = timer

    def timeit(self, number=default_number):
        collecting = gc.isenabled()
        gc.disable()
        try:
            self.setup()
            stmt = self.stmt
            start = self.timer()
            for _ in range(number):
                stmt()
            return self.timer() - start
        finally:
            if collecting:
                gc.enable()

    def repeat(self, repeat=default_repeat, number=default_number):
        return [self.timeit(number) for _ in range(repeat)]

    def autorange(self, callback=None):
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


def timeit(stmt="pass", setup="pass", timer=default_timer, number=default_number, globals=None):
    return Timer(stmt, setup, timer, globals).timeit(number)


def repeat(stmt="pass", setup="pass", timer=default_timer, repeat=default_repeat, number=default_number, globals=None):
    return Timer(stmt, setup, timer, globals).repeat(repeat, number)
