"""torch.autograd.profiler: contexts without a table of operations."""

import time as _time


class record_function:
    """Names a block; nothing is measured."""

    def __init__(self, name, args=None):
        self.name = name
        self.args = args

    def __enter__(self):
        return self

    def __exit__(self, *_):
        return False

    def __call__(self, function):
        return function


class emit_nvtx(record_function):
    def __init__(self, enabled=True, record_shapes=False):
        super().__init__("emit_nvtx")


class profile:
    """Takes a block's time; operations are not told apart."""

    def __init__(self, enabled=True, **settings):
        self.enabled = enabled
        self.self_cpu_time_total = 0.0

    def __enter__(self):
        self._start = _time.perf_counter()
        return self

    def __exit__(self, *_):
        if self.enabled:
            self.self_cpu_time_total = (_time.perf_counter() - self._start) * 1e6
        return False

    def key_averages(self, group_by_input_shape=False, group_by_stack_n=0):
        return self

    def total_average(self):
        return self

    def table(self, sort_by=None, row_limit=100, **settings):
        return f"Self CPU time total: {self.self_cpu_time_total / 1000:.3f}ms\n"

    def __str__(self):
        return self.table()
