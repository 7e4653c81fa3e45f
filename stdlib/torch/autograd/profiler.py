"""torch.autograd.profiler: how long named blocks take; operations are not told apart."""

import functools as _functools
import json as _json
import time as _time

__all__ = ["EventList", "FunctionEvent", "FunctionEventAvg", "emit_nvtx", "profile", "record_function"]

# The profiles that are running.
_running = []


class FunctionEvent:
    """One run of a named block; times are in microseconds."""

    def __init__(self, name, start, end):
        self.name = self.key = name
        self.start, self.end = start, end
        self.count = 1

    @property
    def cpu_time_total(self):
        return self.end - self.start

    cpu_time = self_cpu_time_total = cpu_time_total


class FunctionEventAvg:
    """The runs of one block."""

    def __init__(self, key):
        self.key = key
        self.count = 0
        self.cpu_time_total = 0.0

    def add(self, event):
        self.count += event.count
        self.cpu_time_total += event.cpu_time_total
        return self

    @property
    def self_cpu_time_total(self):
        return self.cpu_time_total

    @property
    def cpu_time(self):
        return self.cpu_time_total / self.count if self.count else 0.0

    def __repr__(self):
        return (f"<FunctionEventAvg key={self.key} self_cpu_time={_shown(self.self_cpu_time_total)} "
                f"cpu_time={_shown(self.cpu_time)}>")


def _shown(microseconds):
    """A time in a unit that suits it."""
    if microseconds >= 1e6:
        return f"{microseconds / 1e6:.3f}s"
    return f"{microseconds / 1e3:.3f}ms" if microseconds >= 1e3 else f"{microseconds:.3f}us"


class EventList(list):
    """Events, or their averages, which can be shown as a table."""

    def __init__(self, events=(), total=0.0):
        super().__init__(events)
        self._total = total

    @property
    def self_cpu_time_total(self):
        return self._total

    def key_averages(self, group_by_input_shape=False, group_by_stack_n=0):
        groups = {}
        for event in self:
            groups.setdefault(event.key, FunctionEventAvg(event.key)).add(event)
        return EventList(groups.values(), self._total)

    def total_average(self):
        total = FunctionEventAvg("Total")
        for event in self:
            total.add(event)
        return total

    def table(self, sort_by=None, row_limit=100, max_src_column_width=75, max_name_column_width=55,
              max_shapes_column_width=80, header=None, top_level_events_only=False):
        """The events as text, the longest first where they are sorted."""
        events = list(self)
        if sort_by is not None:
            name = sort_by if sort_by in ("count", "cpu_time", "self_cpu_time_total") else "cpu_time_total"
            events.sort(key=lambda event: getattr(event, name), reverse=True)
        rows = [("Name", "CPU total %", "CPU total", "CPU time avg", "# of Calls")]
        for event in events if row_limit is None or row_limit < 0 else events[:row_limit]:
            share = 100 * event.cpu_time_total / self._total if self._total else 0.0
            rows.append((
                event.key, f"{share:.2f}%", _shown(event.cpu_time_total), _shown(event.cpu_time_total / event.count),
                str(event.count)))
        widths = [max(len(row[i]) for row in rows) + 2 for i in range(5)]
        rule = "  ".join("-" * width for width in widths)
        lines = [header] if header else []
        for i, row in enumerate(rows):
            if i < 2:
                lines.append(rule)
            lines.append("  ".join(cell.rjust(width) for cell, width in zip(row, widths)))
        if len(rows) == 1:
            lines.append(rule)
        return "\n".join(lines + [rule, f"Self CPU time total: {_shown(self._total)}", ""])

    def export_chrome_trace(self, path):
        """A file for the viewers of traces."""
        events = [
            {"ph": "X", "name": event.key, "ts": event.start, "dur": event.cpu_time_total, "pid": 0, "tid": 0}
            for event in self]
        with open(path, "w") as file:
            _json.dump({"traceEvents": events}, file)

    __str__ = table


class record_function:
    """Names a block, whose time the running profiles take; also a decorator."""

    def __init__(self, name, args=None):
        self.name = name
        self.args = args
        self._starts = []

    def __enter__(self):
        self._starts.append(_time.perf_counter())
        return self

    def __exit__(self, *_):
        start, end = self._starts.pop(), _time.perf_counter()
        for running in _running:
            running._events.append(FunctionEvent(self.name, start * 1e6, end * 1e6))
        return False

    def __call__(self, function):
        @_functools.wraps(function)
        def wrapped(*args, **kwargs):
            with record_function(self.name, self.args):
                return function(*args, **kwargs)

        return wrapped


class emit_nvtx(record_function):
    def __init__(self, enabled=True, record_shapes=False):
        super().__init__("emit_nvtx")


class profile:
    """Takes the time of a block and of the named blocks inside; operations are not told apart."""

    def __init__(self, enabled=True, **settings):
        self.enabled = enabled
        self.self_cpu_time_total = 0.0
        self._events = []

    def __enter__(self):
        self._start = _time.perf_counter()
        if self.enabled:
            _running.append(self)
        return self

    def __exit__(self, *_):
        if self.enabled:
            self.self_cpu_time_total = (_time.perf_counter() - self._start) * 1e6
            if self in _running:
                _running.remove(self)
        return False

    @property
    def function_events(self):
        return EventList(self._events, self.self_cpu_time_total)

    def key_averages(self, group_by_input_shape=False, group_by_stack_n=0):
        return self.function_events.key_averages(group_by_input_shape, group_by_stack_n)

    def total_average(self):
        return self.function_events.total_average()

    def table(self, sort_by=None, row_limit=100, **settings):
        return self.function_events.table(sort_by, row_limit, **settings)

    def export_chrome_trace(self, path):
        """The whole block and the named ones inside."""
        start = self._start * 1e6
        whole = FunctionEvent("profile", start, start + self.self_cpu_time_total)
        EventList([whole] + self._events).export_chrome_trace(path)

    def __str__(self):
        return self.table()
