"""Values laid out over lines of 79 columns, as notebooks show the results of their cells."""

from collections import Counter as _Counter, OrderedDict as _OrderedDict, defaultdict as _defaultdict, deque as _deque

__all__ = ["pretty", "pprint", "PrettyPrinter"]

_FUNCTIONS = (type(lambda: None), type(len))


class _Group:
    """Parts that stand on one line, or else each on its own."""

    def __init__(self, depth):
        self.depth = depth
        # Places for line ends that nobody has decided about.
        self.open = 0
        self.is_broken = False


class PrettyPrinter:
    """Writes text and places for line ends; which of these become line ends is decided once a line is full, for the
    outermost group first."""

    def __init__(self, max_width=79, max_seq_length=1000):
        self.max_width = max_width
        self.max_seq_length = max_seq_length
        self.indentation = 0
        self._pieces = []
        self._column = 0
        # (text, None, 0), or (separator, group, indentation): what follows the first place that is not decided.
        self._waiting = _deque()
        self._waiting_width = 0
        self._groups = [_Group(0)]
        self._undecided = [self._groups[0]]
        self._stack = []

    def text(self, text):
        """Adds text without line ends."""
        if self._waiting:
            self._waiting.append((text, None, 0))
            self._waiting_width += len(text)
            self._break_full_line()
        else:
            self._pieces.append(text)
            self._column += len(text)

    def breakable(self, sep=" "):
        """Adds a separator that becomes a line end where the group does not fit."""
        group = self._groups[-1]
        if group.is_broken:
            self._flush()
            self._end_line(self.indentation)
            return
        self._waiting.append((sep, group, self.indentation))
        group.open += 1
        self._waiting_width += len(sep)
        self._break_full_line()

    def break_(self):
        """Adds a line end."""
        group = self._outermost()
        if group is not None:
            self._decide(group)
        self._flush()
        self._end_line(self.indentation)

    def begin_group(self, indent=0, open=""):
        if open:
            self.text(open)
        group = _Group(len(self._groups))
        self._groups.append(group)
        self._undecided.append(group)
        self.indentation += indent

    def end_group(self, dedent=0, close=""):
        self.indentation -= dedent
        group = self._groups.pop()
        if not group.open and group in self._undecided:
            self._undecided.remove(group)
        if close:
            self.text(close)

    def group(self, indent=0, open="", close=""):
        return _GroupContext(self, indent, open, close)

    def pretty(self, obj):
        """Adds a value."""
        cycle = any(seen is obj for seen in self._stack)
        self._stack.append(obj)
        self.begin_group()
        try:
            _write(self, obj, cycle)
        finally:
            self.end_group()
            self._stack.pop()

    def result(self):
        self._flush()
        return "".join(self._pieces)

    def _end_line(self, indentation):
        self._pieces.append("\n" + " " * indentation)
        self._column = indentation

    def _outermost(self):
        """The outermost group with places to decide about; those around it will not fit either."""
        for depth in range(len(self._groups) + 1):
            level = [group for group in self._undecided if group.depth == depth]
            for group in reversed(level):
                if group.open:
                    self._undecided.remove(group)
                    group.is_broken = True
                    return group
            for group in level:
                group.is_broken = True
                self._undecided.remove(group)
        for group in self._undecided[:]:
            if group.open:
                self._undecided.remove(group)
                group.is_broken = True
                return group
        return None

    def _break_full_line(self):
        while self.max_width < self._column + self._waiting_width:
            group = self._outermost()
            if group is None:
                return
            self._decide(group)

    def _decide(self, group):
        while group.open:
            self._put()
        while self._waiting and self._waiting[0][1] is None:
            self._put()

    def _put(self):
        text, group, indentation = self._waiting.popleft()
        self._waiting_width -= len(text)
        if group is not None:
            group.open -= 1
            if group.is_broken:
                self._end_line(indentation)
                return
            # A group of which all places so far fit is settled, even if more comes.
            if not group.open and group in self._undecided:
                self._undecided.remove(group)
        self._pieces.append(text)
        self._column += len(text)

    def _flush(self):
        while self._waiting:
            self._put()
        self._waiting_width = 0


class _GroupContext:
    def __init__(self, printer, indent, open, close):
        self.printer = printer
        self.indent = indent
        self.open = open
        self.close = close

    def __enter__(self):
        self.printer.begin_group(self.indent, self.open)

    def __exit__(self, *problem):
        self.printer.end_group(self.indent, self.close)


def pretty(obj, verbose=False, max_width=79, newline="\n", max_seq_length=1000):
    """A value as a notebook shows it."""
    printer = PrettyPrinter(max_width, max_seq_length)
    printer.pretty(obj)
    return printer.result()


def pprint(obj, verbose=False, max_width=79, newline="\n", max_seq_length=1000):
    """Prints a value as a notebook shows it."""
    print(pretty(obj, verbose, max_width, newline, max_seq_length))


def _write(p, obj, cycle):
    cls = type(obj)
    for base in cls.__mro__:
        if base in _WRITERS and (base is cls or cls.__repr__ is base.__repr__):
            return _WRITERS[base](p, obj, cycle)
        own = base.__dict__.get("_repr_pretty_") if base is not object else None
        if callable(own):
            return own(obj, p, cycle)
    if isinstance(obj, type) and type(obj).__repr__ is type.__repr__:
        return p.text(_type_name(obj))
    if isinstance(obj, BaseException) and cls.__repr__ is BaseException.__repr__:
        return _exception(p, obj, cycle)
    if cls in _FUNCTIONS:
        return _function(p, obj, cycle)
    _text(p, obj, cycle)


def _text(p, obj, cycle):
    text = repr(obj)
    name = f"<{_type_name(type(obj))} object at 0x"
    if text.startswith(name):
        text = name[:-len(" object at 0x")] + " at 0x" + text[len(name):]
    with p.group():
        for index, line in enumerate(text.splitlines()):
            if index:
                p.break_()
            p.text(line)


def _type_name(cls):
    module = getattr(cls, "__module__", None)
    name = getattr(cls, "__qualname__", cls.__name__)
    return name if module in (None, "builtins", "exceptions") else f"{module}.{name}"


def _items(p, items, write):
    for index, item in enumerate(items):
        if index:
            p.text(",")
            p.breakable()
        if index >= p.max_seq_length:
            p.text("...")
            return
        write(item)


def _sequence(start, end):
    def write(p, obj, cycle):
        if cycle:
            return p.text(start + "..." + end)
        p.begin_group(len(start), start)
        _items(p, obj, p.pretty)
        if len(obj) == 1 and type(obj) is tuple:
            p.text(",")
        p.end_group(len(start), end)
    return write


def _set(start, end):
    def write(p, obj, cycle):
        if cycle:
            return p.text(start + "..." + end)
        if not obj:
            return p.text(type(obj).__name__ + "()")
        items = obj
        if len(obj) <= p.max_seq_length:
            try:
                items = sorted(obj)
            except TypeError:
                pass
        p.begin_group(len(start), start)
        _items(p, items, p.pretty)
        p.end_group(len(start), end)
    return write


def _dictionary(p, obj, cycle):
    if cycle:
        return p.text("{...}")

    def write(key):
        p.pretty(key)
        p.text(": ")
        p.pretty(obj[key])
    p.begin_group(1, "{")
    _items(p, obj, write)
    p.end_group(1, "}")


def _call(name, arguments, keywords=lambda obj: {}):
    def write(p, obj, cycle):
        start = (name or type(obj).__name__) + "("
        p.begin_group(len(start), start)
        if cycle:
            p.text("...")
        else:
            _items(p, arguments(obj), p.pretty)
            for key, value in keywords(obj).items():
                p.text(",")
                p.breakable()
                p.text(key + "=")
                p.pretty(value)
        p.end_group(len(start), ")")
    return write


def _exception(p, obj, cycle):
    start = _type_name(type(obj)) + "("
    p.begin_group(len(start), start)
    _items(p, obj.args, p.pretty)
    p.end_group(len(start), ")")


def _function(p, obj, cycle):
    if repr(obj).startswith("<bound method "):
        return _text(p, obj, cycle)
    name = getattr(obj, "__qualname__", obj.__name__)
    module = obj.__module__
    if module and module not in ("builtins", "exceptions"):
        name = f"{module}.{name}"
    try:
        from inspect import signature
        name += str(signature(obj))
    except (TypeError, ValueError):
        pass
    p.text(f"<function {name}>")


_WRITERS = {
    list: _sequence("[", "]"), tuple: _sequence("(", ")"), dict: _dictionary, set: _set("{", "}"),
    frozenset: _set("frozenset({", "})"),
    _OrderedDict: _call("OrderedDict", lambda obj: [list(obj.items())] if obj else []),
    _defaultdict: _call("defaultdict", lambda obj: [obj.default_factory, dict(obj)]),
    _Counter: _call("Counter", lambda obj: [dict(obj.most_common())] if obj else []),
    _deque: _call("deque", lambda obj: [list(obj)], lambda obj: {} if obj.maxlen is None else {"maxlen": obj.maxlen}),
}
