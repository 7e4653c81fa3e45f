"""torch.utils.benchmark: how long statements take, and tables that compare them."""

import statistics as _statistics
import textwrap as _textwrap
import time as _time

import torch
from _classes import define as _define

__all__ = ["Compare", "Measurement", "TaskSpec", "Timer", "timer", "unit_to_english", "select_unit"]

timer = _time.perf_counter

_UNITS = {"s": ("s", 1.0), "ms": ("ms", 1e-3), "us": ("us", 1e-6), "ns": ("ns", 1e-9)}


def select_unit(t):
    """The unit for a time in seconds, and its length."""
    for name in ("s", "ms", "us"):
        if t >= _UNITS[name][1]:
            return _UNITS[name]
    return _UNITS["ns"]


def unit_to_english(u):
    return {"ns": "nanosecond", "us": "microsecond", "ms": "millisecond", "s": "second"}[u]


class TaskSpec:
    """What is measured, and what it is called."""

    def __init__(
        self, stmt, setup, global_setup="", label=None, sub_label=None, description=None, env=None, num_threads=1,
    ):
        self.stmt = stmt
        self.setup = setup
        self.global_setup = global_setup
        self.label = label
        self.sub_label = sub_label
        self.description = description
        self.env = env
        self.num_threads = num_threads

    @property
    def title(self):
        if self.label is not None:
            return self.label + (f": {self.sub_label}" if self.sub_label else "")
        if "\n" not in self.stmt:
            return self.stmt + (f": {self.sub_label}" if self.sub_label else "")
        return f"stmt:{f' ({self.sub_label})' if self.sub_label else ''}\n{_textwrap.indent(self.stmt, '  ')}"

    def setup_str(self):
        if self.setup == "pass" or not self.setup:
            return ""
        if "\n" in self.setup:
            return f"setup:\n{_textwrap.indent(self.setup, '  ')}"
        return f"setup: {self.setup}"

    def summarize(self):
        parts = [self.title, self.description or "", self.setup_str()]
        return "\n".join(part for part in parts if part)


class Measurement:
    """The times of one statement."""

    def __init__(self, number_per_run, raw_times, task_spec, metadata=None):
        self.number_per_run = number_per_run
        self.raw_times = list(raw_times)
        self.task_spec = task_spec
        self.metadata = metadata

    def __getattr__(self, name):
        if name.startswith("_") or name == "task_spec":
            raise AttributeError(name)
        return getattr(self.task_spec, name)

    @property
    def times(self):
        return [time / self.number_per_run for time in self.raw_times]

    def _quantile(self, share):
        return torch.quantile(torch.tensor(self.times, dtype=torch.float64), share).item()

    @property
    def median(self):
        return _statistics.median(self.times)

    @property
    def mean(self):
        return _statistics.mean(self.times)

    @property
    def iqr(self):
        return self._quantile(0.75) - self._quantile(0.25)

    @property
    def has_warnings(self):
        return False

    @property
    def title(self):
        return self.task_spec.title

    @property
    def as_row_name(self):
        return self.sub_label or self.stmt or "[Unknown]"

    def meets_confidence(self, threshold=0.05):
        return len(self.times) > 1 and self.iqr / self.median < threshold

    def __repr__(self):
        lines = ["<torch.utils.benchmark.utils.common.Measurement object at " + hex(id(self)) + ">"]
        lines.append(self.task_spec.summarize())
        unit, length = select_unit(self.median)
        if len(self.times) > 1:
            lines.append(f"  Median: {self.median / length:.2f} {unit}")
            low, high = self._quantile(0.25) / length, self._quantile(0.75) / length
            lines.append(f"  IQR:    {self.iqr / length:.2f} {unit} ({low:.2f} to {high:.2f})")
        else:
            lines.append(f"  {self.times[0] / length:.2f} {unit}")
        count, threads = len(self.times), f"{self.num_threads} thread{'s' if self.num_threads > 1 else ''}"
        if count == 1:
            lines.append(f"  1 measurement, {self.number_per_run} runs , {threads}")
        else:
            lines.append(f"  {count} measurements, {self.number_per_run} runs per measurement, {threads}")
        return "\n".join(lines)

    @staticmethod
    def merge(measurements):
        """Measurements of the same task as one each."""
        groups = {}
        for one in measurements:
            spec = one.task_spec
            groups.setdefault((spec.stmt, spec.label, spec.sub_label, spec.description, spec.num_threads), []).append(one)
        return [
            Measurement(1, [time for one in group for time in one.times], group[0].task_spec)
            for group in groups.values()]


class Timer:
    """Measures a statement, given as text, with the names of `globals`."""

    def __init__(
        self, stmt="pass", setup="pass", global_setup="", timer=timer, globals=None, label=None, sub_label=None,
        description=None, env=None, num_threads=1, language="python",
    ):
        if str(language).lower() not in ("python", "py", "language.python"):
            raise NotImplementedError("Gradus measures statements of Python only")
        stmt, setup = _textwrap.dedent(stmt).strip(), _textwrap.dedent(setup).strip()
        self._globals = dict(globals or {})
        self._globals.setdefault("torch", torch)
        self._timer = timer
        self._task_spec = TaskSpec(stmt, setup, global_setup, label, sub_label, description, env, num_threads)
        source = (
            "def _measured(_number, _timer):\n" + _textwrap.indent(setup or "pass", "    ")
            + "\n    _start = _timer()\n    for _ in range(_number):\n" + _textwrap.indent(stmt or "pass", "        ")
            + "\n    return _timer() - _start\n")
        _define(source, self._globals)
        self._run = self._globals["_measured"]

    def _timeit(self, number):
        before = torch.get_num_threads()
        torch.set_num_threads(self._task_spec.num_threads)
        try:
            return max(self._run(number, self._timer), 1e-9)
        finally:
            torch.set_num_threads(before)

    def timeit(self, number=1000000):
        """One measurement of so many runs, after a short warm-up."""
        self._timeit(max(int(number // 100), 2))
        return Measurement(number, [self._timeit(number)], self._task_spec)

    def _block_size(self, least):
        number = 1
        while True:
            taken = self._timeit(number)
            if taken >= least / 1000 or number > 1000000:
                return number
            number *= 10

    def blocked_autorange(self, callback=None, min_run_time=0.2):
        """Measurements of equal size until they have taken `min_run_time` seconds."""
        number = self._block_size(min_run_time)
        times, total = [], 0.0
        while total < min_run_time or not times:
            taken = self._timeit(number)
            times.append(taken)
            total += taken
            if callback is not None:
                callback(number, taken)
        return Measurement(number, times, self._task_spec)

    def adaptive_autorange(self, threshold=0.1, *, min_run_time=0.01, max_run_time=10.0, callback=None):
        """Measurements until their spread is small."""
        number = self._block_size(min_run_time)
        times, total = [], 0.0
        while True:
            taken = self._timeit(number)
            times.append(taken)
            total += taken
            if callback is not None:
                callback(number, taken)
            found = Measurement(number, times, self._task_spec)
            if total >= max_run_time or (total >= min_run_time and len(times) > 3 and found.meets_confidence(threshold)):
                return found


class Compare:
    """A table of measurements: a row for each sub-label, a column for each description."""

    def __init__(self, results):
        self._results = list(results)
        self._trim = False
        self._highlight = False

    def extend_results(self, results):
        for one in results:
            if not isinstance(one, Measurement):
                raise ValueError(f"Expected an instance of `Measurement`, got {type(one)} instead.")
        self._results.extend(results)

    def trim_significant_figures(self):
        self._trim = True

    def colorize(self, rowwise=False):
        pass

    def highlight_warnings(self):
        self._highlight = True

    def print(self):
        print(str(self))

    def __str__(self):
        merged = Measurement.merge(self._results)
        labels = list(dict.fromkeys(one.label for one in merged))
        return "\n".join(self._table(label, [one for one in merged if one.label == label]) for label in labels)

    def _table(self, label, results):
        unit, length = select_unit(min(one.median for one in results))
        columns = list(dict.fromkeys(one.description for one in results))
        rows = list(dict.fromkeys((one.num_threads, one.as_row_name) for one in results))
        cells = {(one.num_threads, one.as_row_name, one.description): one.median / length for one in results}

        def text(value):
            if value is None:
                return ""
            if self._trim and value:
                return f"{float(f'{value:.2g}'):.{max(0, 1 if value < 100 else 0)}f}"
            return f"{value:.1f}"

        table = [[""] + [column or "" for column in columns]]
        threads = []
        for number, name in rows:
            if number not in threads:
                threads.append(number)
                table.append(f"{number} threads: ")
            table.append(["    " + " " * 2 + name] + [text(cells.get((number, name, column))) for column in columns])
        widths = [max(len(row[i]) for row in table if not isinstance(row, str)) for i in range(len(columns) + 1)]
        total = sum(widths) + 5 * len(columns)
        lines = []
        for row in table:
            if isinstance(row, str):
                lines.append(row + "-" * max(total - len(row), 0))
            else:
                lines.append("  |  ".join(
                    cell.ljust(width) if i == 0 else cell.center(width) for i, (cell, width) in
                    enumerate(zip(row, widths))))
        title = f" {label or ''} " if label else ""
        head = "[" + title.center(max(total - 2, len(title)), "-") + "]"
        unit_line = f"Times are in {unit_to_english(unit)}s ({unit})."
        return "\n".join([head] + lines + ["", unit_line, ""])
