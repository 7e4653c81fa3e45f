"""Printing nested data over several lines."""

import sys

__all__ = ["PrettyPrinter", "isreadable", "isrecursive", "pformat", "pp", "pprint", "saferepr"]


class PrettyPrinter:
    def __init__(self, indent=1, width=80, depth=None, stream=None, *, compact=False, sort_dicts=True,
                 underscore_numbers=False):
        self._indent = indent
        self._width = width
        self._depth = depth
        self._stream = stream
        self._compact = compact
        self._sort_dicts = sort_dicts
        self._underscore_numbers = underscore_numbers

    def pprint(self, object):
        (self._stream or sys.stdout).write(self.pformat(object) + "\n")

    def pformat(self, object):
        return self._format(object, 0, 0, 1, set())

    def _keys(self, items):
        if not self._sort_dicts:
            return list(items)
        try:
            return sorted(items, key=lambda pair: pair[0])
        except TypeError:
            return sorted(items, key=lambda pair: (str(type(pair[0])), id(pair[0])))

    def _repr(self, obj, level, seen):
        """One line."""
        cls = type(obj)
        if cls is dict or cls in (list, tuple):
            if not obj:
                return repr(obj)
            if self._depth is not None and level > self._depth:
                return "{...}" if cls is dict else "[...]" if cls is list else "(...)"
            if id(obj) in seen:
                return f"<Recursion on {cls.__name__} with id={id(obj)}>"
            seen = seen | {id(obj)}
            if cls is dict:
                pairs = [f"{self._repr(k, level + 1, seen)}: {self._repr(v, level + 1, seen)}" for k, v in self._keys(obj.items())]
                return "{" + ", ".join(pairs) + "}"
            items = [self._repr(v, level + 1, seen) for v in obj]
            if cls is list:
                return "[" + ", ".join(items) + "]"
            return "(" + ", ".join(items) + (",)" if len(items) == 1 else ")")
        if cls is int and self._underscore_numbers:
            return f"{obj:_d}"
        return repr(obj)

    def _format(self, obj, indent, allowance, level, seen):
        text = self._repr(obj, level, seen)
        if len(text) <= self._width - indent - allowance or (self._depth is not None and level > self._depth) or id(obj) in seen:
            return text
        cls = type(obj)
        inner = seen | {id(obj)}
        pad = " " * (self._indent - 1)
        if isinstance(obj, dict) and cls.__repr__ is dict.__repr__ and obj:
            parts = []
            pairs = self._keys(obj.items())
            for i, (key, value) in enumerate(pairs):
                shown = self._repr(key, level + 1, inner)
                last = i == len(pairs) - 1
                body = self._format(value, indent + self._indent + len(shown) + 2, allowance + 1 if last else 1, level + 1, inner)
                parts.append(f"{shown}: {body}")
            return "{" + pad + (",\n" + " " * (indent + self._indent)).join(parts) + "}"
        if isinstance(obj, list) and cls.__repr__ is list.__repr__ and obj:
            return "[" + self._items(obj, indent, allowance + 1, level, inner) + "]"
        if isinstance(obj, tuple) and cls.__repr__ is tuple.__repr__ and obj:
            end = ",)" if len(obj) == 1 else ")"
            return "(" + self._items(obj, indent, allowance + len(end), level, inner) + end
        if cls is set and obj:
            try:
                ordered = sorted(obj)
            except TypeError:
                ordered = sorted(obj, key=lambda v: (str(type(v)), id(v)))
            return "{" + self._items(ordered, indent, allowance + 1, level, inner) + "}"
        if cls is str and len(obj) > 1:
            return self._string(obj, indent, allowance, level)
        if hasattr(cls, "__dataclass_fields__") and "__create_fn__" not in cls.__dict__:
            indent += len(cls.__name__) + 1
            fields = [f for f in cls.__dataclass_fields__.values() if f.repr]
            parts = [f"{f.name}={self._format(getattr(obj, f.name), indent + len(f.name) + 1, 1, level + 1, inner)}" for f in fields]
            return f"{cls.__name__}(" + (",\n" + " " * indent).join(parts) + ")"
        return text

    def _items(self, items, indent, allowance, level, seen):
        pad = " " * (self._indent - 1)
        indent += self._indent
        items = list(items)
        if not self._compact:
            parts = [self._format(v, indent, allowance if i == len(items) - 1 else 1, level + 1, seen)
                     for i, v in enumerate(items)]
            return pad + (",\n" + " " * indent).join(parts)
        lines, current, room = [], "", self._width - indent
        for i, v in enumerate(items):
            last = i == len(items) - 1
            shown = self._repr(v, level + 1, seen)
            limit = room - (allowance if last else 1)
            if current and len(current) + 2 + len(shown) <= limit:
                current += ", " + shown
            else:
                if current:
                    lines.append(current)
                current = shown if len(shown) <= limit else self._format(v, indent, allowance if last else 1, level + 1, seen)
        lines.append(current)
        return pad + (",\n" + " " * indent).join(lines)

    def _string(self, text, indent, allowance, level):
        chunks = []
        if level == 1:
            indent += 1
            allowance += 1
        lines = text.splitlines(True)
        width = self._width - indent
        for i, line in enumerate(lines):
            last_line = i == len(lines) - 1
            if len(repr(line)) <= width - (allowance if last_line else 0):
                chunks.append(repr(line))
                continue
            words, word = [], ""
            for c in line:
                if word and word[-1].isspace() and not c.isspace():
                    words.append(word)
                    word = ""
                word += c
            words.append(word)
            current = ""
            for j, part in enumerate(words):
                candidate = current + part
                limit = width - (allowance if last_line and j == len(words) - 1 else 0)
                if len(repr(candidate)) > limit:
                    if current:
                        chunks.append(repr(current))
                    current = part
                else:
                    current = candidate
            if current:
                chunks.append(repr(current))
        if len(chunks) == 1:
            return chunks[0]
        body = ("\n" + " " * indent).join(chunks)
        return f"({body})" if level == 1 else body


def pprint(object, stream=None, indent=1, width=80, depth=None, *, compact=False, sort_dicts=True,
           underscore_numbers=False):
    PrettyPrinter(indent, width, depth, stream, compact=compact, sort_dicts=sort_dicts,
                  underscore_numbers=underscore_numbers).pprint(object)


def pformat(object, indent=1, width=80, depth=None, *, compact=False, sort_dicts=True, underscore_numbers=False):
    return PrettyPrinter(indent, width, depth, compact=compact, sort_dicts=sort_dicts,
                         underscore_numbers=underscore_numbers).pformat(object)


def pp(object, *args, sort_dicts=False, **kwargs):
    pprint(object, *args, sort_dicts=sort_dicts, **kwargs)


def saferepr(object):
    return PrettyPrinter()._repr(object, 1, set())


def isrecursive(object):
    return "<Recursion on" in saferepr(object)


def isreadable(object):
    return not isrecursive(object)
