"""Showing nested data over several lines."""

import collections as _collections
import sys as _sys
import types as _types
from io import StringIO as _StringIO

__all__ = ["pprint", "pformat", "isreadable", "isrecursive", "saferepr", "PrettyPrinter", "pp"]


def pprint(object, stream=None, indent=1, width=80, depth=None, *, compact=False, sort_dicts=True,
           underscore_numbers=False):
    """Shows an object on a stream."""
    PrettyPrinter(stream=stream, indent=indent, width=width, depth=depth, compact=compact, sort_dicts=sort_dicts,
                  underscore_numbers=underscore_numbers).pprint(object)


def pformat(object, indent=1, width=80, depth=None, *, compact=False, sort_dicts=True, underscore_numbers=False):
    """What pprint would show, as a string."""
    return PrettyPrinter(indent=indent, width=width, depth=depth, compact=compact, sort_dicts=sort_dicts,
                         underscore_numbers=underscore_numbers).pformat(object)


def pp(object, *args, sort_dicts=False, **kwargs):
    """pprint that leaves dictionaries in their order."""
    pprint(object, *args, sort_dicts=sort_dicts, **kwargs)


def saferepr(object):
    """A repr that survives recursion."""
    return PrettyPrinter()._safe_repr(object, {}, None, 0)[0]


def isreadable(object):
    return PrettyPrinter()._safe_repr(object, {}, None, 0)[1]


def isrecursive(object):
    return PrettyPrinter()._safe_repr(object, {}, None, 0)[2]


class _Key:
    """Orders what has no order of its own by type and identity."""

    __slots__ = ("obj",)

    def __init__(self, obj):
        self.obj = obj

    def __lt__(self, other):
        try:
            return self.obj < other.obj
        except TypeError:
            return (str(type(self.obj)), id(self.obj)) < (str(type(other.obj)), id(other.obj))


def _pair_key(pair):
    return _Key(pair[0]), _Key(pair[1])


def _recursion(object):
    return f"<Recursion on {type(object).__name__} with id={id(object)}>"


class PrettyPrinter:
    """Shows nested data so that each line stays within a width, where that is possible."""

    def __init__(self, indent=1, width=80, depth=None, stream=None, *, compact=False, sort_dicts=True,
                 underscore_numbers=False):
        indent = int(indent)
        width = int(width)
        if indent < 0:
            raise ValueError("indent must be >= 0")
        if depth is not None and depth <= 0:
            raise ValueError("depth must be > 0")
        if not width:
            raise ValueError("width must be != 0")
        self._depth = depth
        self._indent_per_level = indent
        self._width = width
        self._stream = stream if stream is not None else _sys.stdout
        self._compact = bool(compact)
        self._sort_dicts = sort_dicts
        self._underscore_numbers = underscore_numbers

    def pprint(self, object):
        if self._stream is not None:
            self._format(object, self._stream, 0, 0, {}, 0)
            self._stream.write("\n")

    def pformat(self, object):
        out = _StringIO()
        self._format(object, out, 0, 0, {}, 0)
        return out.getvalue()

    def isrecursive(self, object):
        return self.format(object, {}, 0, 0)[2]

    def isreadable(self, object):
        shown, readable, recursive = self.format(object, {}, 0, 0)
        return readable and not recursive

    def format(self, object, context, maxlevels, level):
        """The repr of an object, whether it can be read back, and whether it contains itself."""
        return self._safe_repr(object, context, maxlevels, level)

    def _repr(self, object, context, level):
        shown, readable, recursive = self.format(object, context.copy(), self._depth, level)
        return shown

    def _format(self, object, stream, indent, allowance, context, level):
        key = id(object)
        if key in context:
            stream.write(_recursion(object))
            return
        shown = self._repr(object, context, level)
        if len(shown) > self._width - indent - allowance:
            writer = _writers.get(type(object).__repr__)
            if writer is None and _shows_fields(object):
                writer = _write_dataclass
            if writer is not None:
                context[key] = 1
                writer(self, object, stream, indent, allowance, context, level + 1)
                del context[key]
                return
        stream.write(shown)

    # Parts

    def _write_pairs(self, pairs, stream, indent, allowance, context, level):
        """The entries of a dictionary."""
        indent += self._indent_per_level
        between = ",\n" + " " * indent
        last = len(pairs) - 1
        for i, (key, value) in enumerate(pairs):
            shown = self._repr(key, context, level)
            stream.write(shown)
            stream.write(": ")
            self._format(value, stream, indent + len(shown) + 2, allowance if i == last else 1, context, level)
            if i != last:
                stream.write(between)

    def _write_fields(self, pairs, stream, indent, allowance, context, level):
        """name=value, as reprs of objects have them."""
        between = ",\n" + " " * indent
        last = len(pairs) - 1
        for i, (name, value) in enumerate(pairs):
            stream.write(name)
            stream.write("=")
            if id(value) in context:
                stream.write("...")
            else:
                self._format(value, stream, indent + len(name) + 1, allowance if i == last else 1, context, level)
            if i != last:
                stream.write(between)

    def _write_items(self, items, stream, indent, allowance, context, level):
        """The items of a sequence; several on a line where compact."""
        indent += self._indent_per_level
        if self._indent_per_level > 1:
            stream.write((self._indent_per_level - 1) * " ")
        newline = ",\n" + " " * indent
        between = ""
        width = room = self._width - indent + 1
        items = list(items)
        last = len(items) - 1
        for i, item in enumerate(items):
            if i == last:
                room -= allowance
                width -= allowance
            if self._compact:
                shown = self._repr(item, context, level)
                needed = len(shown) + 2
                if room < needed:
                    room = width
                    if between:
                        between = newline
                if room >= needed:
                    room -= needed
                    stream.write(between)
                    between = ", "
                    stream.write(shown)
                    continue
            stream.write(between)
            between = newline
            self._format(item, stream, indent, allowance if i == last else 1, context, level)

    def _safe_repr(self, object, context, maxlevels, level):
        kind = type(object)
        if kind in _scalars:
            return repr(object), True, False
        method = getattr(kind, "__repr__", None)
        if issubclass(kind, int) and method is int.__repr__:
            return (f"{object:_d}" if self._underscore_numbers else repr(object)), True, False
        if issubclass(kind, dict) and method is dict.__repr__:
            if not object:
                return "{}", True, False
            key = id(object)
            if maxlevels and level >= maxlevels:
                return "{...}", False, key in context
            if key in context:
                return _recursion(object), False, True
            context[key] = 1
            readable, recursive = True, False
            parts = []
            pairs = sorted(object.items(), key=_pair_key) if self._sort_dicts else object.items()
            for k, v in pairs:
                shown_key, key_readable, key_recursive = self.format(k, context, maxlevels, level + 1)
                shown, value_readable, value_recursive = self.format(v, context, maxlevels, level + 1)
                parts.append(f"{shown_key}: {shown}")
                readable = readable and key_readable and value_readable
                recursive = recursive or key_recursive or value_recursive
            del context[key]
            return "{" + ", ".join(parts) + "}", readable, recursive
        if issubclass(kind, list) and method is list.__repr__ or issubclass(kind, tuple) and method is tuple.__repr__:
            if issubclass(kind, list):
                if not object:
                    return "[]", True, False
                begin, end = "[", "]"
            elif len(object) == 1:
                begin, end = "(", ",)"
            else:
                if not object:
                    return "()", True, False
                begin, end = "(", ")"
            key = id(object)
            if maxlevels and level >= maxlevels:
                return begin + "..." + end, False, key in context
            if key in context:
                return _recursion(object), False, True
            context[key] = 1
            readable, recursive = True, False
            parts = []
            for item in object:
                shown, item_readable, item_recursive = self.format(item, context, maxlevels, level + 1)
                parts.append(shown)
                readable = readable and item_readable
                recursive = recursive or item_recursive
            del context[key]
            return begin + ", ".join(parts) + end, readable, recursive
        shown = repr(object)
        return shown, shown and not shown.startswith("<"), False


_scalars = frozenset({str, bytes, bytearray, float, complex, bool, type(None)})


def _shows_fields(object):
    """Whether an object shows as a dataclass does, its author having written no __repr__."""
    cls = type(object)
    if not hasattr(cls, "__dataclass_fields__") or not object.__dataclass_params__.repr:
        return False
    method = cls.__repr__
    inner = getattr(method, "__wrapped__", method)
    return getattr(inner, "__code__", None) is not None and (
        inner.__code__.co_filename == "<string>" or "__create_fn__" in inner.__qualname__)


# How objects of a kind are written, by the repr that they have.


def _write_dict(printer, object, stream, indent, allowance, context, level):
    stream.write("{")
    if printer._indent_per_level > 1:
        stream.write((printer._indent_per_level - 1) * " ")
    if len(object):
        pairs = sorted(object.items(), key=_pair_key) if printer._sort_dicts else list(object.items())
        printer._write_pairs(pairs, stream, indent, allowance + 1, context, level)
    stream.write("}")


def _write_ordered(printer, object, stream, indent, allowance, context, level):
    if not len(object):
        stream.write(repr(object))
        return
    name = type(object).__name__
    stream.write(name + "(")
    printer._format(list(object.items()), stream, indent + len(name) + 1, allowance + 1, context, level)
    stream.write(")")


def _write_list(printer, object, stream, indent, allowance, context, level):
    stream.write("[")
    printer._write_items(object, stream, indent, allowance + 1, context, level)
    stream.write("]")


def _write_tuple(printer, object, stream, indent, allowance, context, level):
    stream.write("(")
    end = ",)" if len(object) == 1 else ")"
    printer._write_items(object, stream, indent, allowance + len(end), context, level)
    stream.write(end)


def _write_set(printer, object, stream, indent, allowance, context, level):
    if not len(object):
        stream.write(repr(object))
        return
    kind = type(object)
    if kind is set:
        begin, end = "{", "}"
    else:
        begin, end = kind.__name__ + "({", "})"
        indent += len(kind.__name__) + 1
    stream.write(begin)
    printer._write_items(sorted(object, key=_Key), stream, indent, allowance + len(end), context, level)
    stream.write(end)


def _write_str(printer, object, stream, indent, allowance, context, level):
    if not len(object):
        stream.write(repr(object))
        return
    chunks = []
    lines = object.splitlines(True)
    if level == 1:
        indent += 1
        allowance += 1
    width = most = printer._width - indent
    shown = ""
    for i, line in enumerate(lines):
        shown = repr(line)
        if i == len(lines) - 1:
            most -= allowance
        if len(shown) <= most:
            chunks.append(shown)
            continue
        parts = _words(line)
        limit = width
        current = ""
        for j, part in enumerate(parts):
            candidate = current + part
            if j == len(parts) - 1 and i == len(lines) - 1:
                limit -= allowance
            if len(repr(candidate)) > limit:
                if current:
                    chunks.append(repr(current))
                current = part
            else:
                current = candidate
        if current:
            chunks.append(repr(current))
    if len(chunks) == 1:
        stream.write(shown)
        return
    if level == 1:
        stream.write("(")
    for i, chunk in enumerate(chunks):
        if i > 0:
            stream.write("\n" + " " * indent)
        stream.write(chunk)
    if level == 1:
        stream.write(")")


def _words(text):
    """Words with the spaces after them."""
    parts = []
    start = i = 0
    while i < len(text):
        while i < len(text) and not text[i].isspace():
            i += 1
        while i < len(text) and text[i].isspace():
            i += 1
        parts.append(text[start:i])
        start = i
    return parts


def _bytes_chunks(object, width, allowance):
    current = b""
    last = len(object) // 4 * 4
    for i in range(0, len(object), 4):
        part = object[i:i + 4]
        candidate = current + part
        if i == last:
            width -= allowance
        if len(repr(candidate)) > width:
            if current:
                yield repr(current)
            current = part
        else:
            current = candidate
    if current:
        yield repr(current)


def _write_bytes(printer, object, stream, indent, allowance, context, level):
    if len(object) <= 4:
        stream.write(repr(object))
        return
    parens = level == 1
    if parens:
        indent += 1
        allowance += 1
        stream.write("(")
    between = ""
    for chunk in _bytes_chunks(object, printer._width - indent, allowance):
        stream.write(between)
        stream.write(chunk)
        if not between:
            between = "\n" + " " * indent
    if parens:
        stream.write(")")


def _write_bytearray(printer, object, stream, indent, allowance, context, level):
    stream.write("bytearray(")
    _write_bytes(printer, bytes(object), stream, indent + 10, allowance + 1, context, level + 1)
    stream.write(")")


def _write_proxy(printer, object, stream, indent, allowance, context, level):
    stream.write("mappingproxy(")
    printer._format(object.copy(), stream, indent + 13, allowance + 1, context, level)
    stream.write(")")


def _write_namespace(printer, object, stream, indent, allowance, context, level):
    name = "namespace" if type(object) is _types.SimpleNamespace else object.__class__.__name__
    stream.write(name + "(")
    printer._write_fields(list(object.__dict__.items()), stream, indent + len(name) + 1, allowance, context, level)
    stream.write(")")


def _write_dataclass(printer, object, stream, indent, allowance, context, level):
    name = object.__class__.__name__
    pairs = [(f.name, getattr(object, f.name)) for f in object.__dataclass_fields__.values()
             if f.repr and repr(f._field_type) == "_FIELD"]
    stream.write(name + "(")
    printer._write_fields(pairs, stream, indent + len(name) + 1, allowance, context, level)
    stream.write(")")


def _write_defaultdict(printer, object, stream, indent, allowance, context, level):
    if not len(object):
        stream.write(repr(object))
        return
    shown = printer._repr(object.default_factory, context, level)
    name = object.__class__.__name__
    indent += len(name) + 1
    stream.write(f"{name}({shown},\n{' ' * indent}")
    _write_dict(printer, object, stream, indent, allowance + 1, context, level)
    stream.write(")")


def _write_counter(printer, object, stream, indent, allowance, context, level):
    if not len(object):
        stream.write(repr(object))
        return
    name = object.__class__.__name__
    stream.write(name + "({")
    if printer._indent_per_level > 1:
        stream.write((printer._indent_per_level - 1) * " ")
    printer._write_pairs(object.most_common(), stream, indent + len(name) + 1, allowance + 2, context, level)
    stream.write("})")


def _write_chain(printer, object, stream, indent, allowance, context, level):
    if not len(object.maps):
        stream.write(repr(object))
        return
    name = object.__class__.__name__
    stream.write(name + "(")
    indent += len(name) + 1
    for i, mapping in enumerate(object.maps):
        last = i == len(object.maps) - 1
        printer._format(mapping, stream, indent, allowance + 1 if last else 1, context, level)
        stream.write(")" if last else ",\n" + " " * indent)


def _write_deque(printer, object, stream, indent, allowance, context, level):
    if not len(object):
        stream.write(repr(object))
        return
    name = object.__class__.__name__
    stream.write(name + "(")
    indent += len(name) + 1
    stream.write("[")
    if object.maxlen is None:
        printer._write_items(object, stream, indent, allowance + 2, context, level)
        stream.write("])")
    else:
        printer._write_items(object, stream, indent, 2, context, level)
        shown = printer._repr(object.maxlen, context, level)
        stream.write(f"],\n{' ' * indent}maxlen={shown})")


def _write_data(printer, object, stream, indent, allowance, context, level):
    printer._format(object.data, stream, indent, allowance, context, level - 1)


_writers = {
    dict.__repr__: _write_dict,
    _collections.OrderedDict.__repr__: _write_ordered,
    list.__repr__: _write_list,
    tuple.__repr__: _write_tuple,
    set.__repr__: _write_set,
    frozenset.__repr__: _write_set,
    str.__repr__: _write_str,
    bytes.__repr__: _write_bytes,
    bytearray.__repr__: _write_bytearray,
    _types.MappingProxyType.__repr__: _write_proxy,
    _types.SimpleNamespace.__repr__: _write_namespace,
    _collections.defaultdict.__repr__: _write_defaultdict,
    _collections.Counter.__repr__: _write_counter,
    _collections.ChainMap.__repr__: _write_chain,
    _collections.deque.__repr__: _write_deque,
    _collections.UserDict.__repr__: _write_data,
    _collections.UserList.__repr__: _write_data,
    _collections.UserString.__repr__: _write_data,
}
