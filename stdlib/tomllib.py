"""Reads TOML documents."""

import re as _re
from datetime import date as _date, datetime as _datetime, time as _time, timedelta as _timedelta, timezone as _timezone

__all__ = ["loads", "load", "TOMLDecodeError"]

_BARE = _re.compile(r"[A-Za-z0-9_-]+")
_INTEGER = _re.compile(r"0x[0-9A-Fa-f](?:_?[0-9A-Fa-f])*|0o[0-7](?:_?[0-7])*|0b[01](?:_?[01])*|"
                       r"[+-]?(?:0|[1-9](?:_?[0-9])*)")
_FLOAT = _re.compile(r"[+-]?(?:0|[1-9](?:_?[0-9])*)(?:(?:\.[0-9](?:_?[0-9])*)(?:[eE][+-]?[0-9](?:_?[0-9])*)?|"
                     r"[eE][+-]?[0-9](?:_?[0-9])*)|[+-]?(?:inf|nan)")
_TIME = r"([01][0-9]|2[0-3]):([0-5][0-9]):([0-5][0-9])(?:\.([0-9]{1,6})[0-9]*)?"
_CLOCK = _re.compile(_TIME)
_DATE = _re.compile(r"([0-9]{4})-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])(?:[Tt ]" + _TIME
                    + r"(?:([Zz])|([+-])([01][0-9]|2[0-3]):([0-5][0-9]))?)?")
_ESCAPES = {"b": "\b", "t": "\t", "n": "\n", "f": "\f", "r": "\r", '"': '"', "\\": "\\"}
_CONTROLS = frozenset(map(chr, [*range(32), 127]))


class TOMLDecodeError(ValueError):
    """A document that is not TOML."""


def load(fp, /, *, parse_float=float):
    """The document in a file that was opened for bytes."""
    data = fp.read()
    try:
        text = data.decode()
    except AttributeError:
        raise TypeError("File must be opened in binary mode, e.g. use `open('foo.toml', 'rb')`") from None
    return loads(text, parse_float=parse_float)


def loads(s, /, *, parse_float=float):
    """The document in a text."""
    try:
        text = s.replace("\r\n", "\n")
    except AttributeError:
        raise TypeError(f"Expected str object, not '{type(s).__qualname__}'") from None
    if parse_float is not float:
        given = parse_float

        def parse_float(text):
            made = given(text)
            if isinstance(made, (dict, list)):
                raise ValueError("parse_float must not return dicts or lists")
            return made
    return _Reader(text, parse_float).document()


class _Reader:
    """Goes through a text; `closed` holds the tables and lists that cannot be added to."""

    is_inline = False

    def __init__(self, text, parse_float):
        self.text, self.at, self.parse_float = text, 0, parse_float
        self.root, self.closed, self.named, self.dotted, self.lists = {}, set(), set(), set(), set()

    def fail(self, message, at=None):
        at = self.at if at is None else at
        if at >= len(self.text):
            raise TOMLDecodeError(f"{message} (at end of document)")
        line = self.text.count("\n", 0, at) + 1
        column = at + 1 if line == 1 else at - self.text.rindex("\n", 0, at)
        raise TOMLDecodeError(f"{message} (at line {line}, column {column})")

    def peek(self):
        return self.text[self.at:self.at + 1]

    def skip(self, characters=" \t"):
        while self.at < len(self.text) and self.text[self.at] in characters:
            self.at += 1

    def skip_comment(self):
        if self.peek() == "#":
            end = self.text.find("\n", self.at)
            end = len(self.text) if end < 0 else end
            for at in range(self.at + 1, end):
                if self.text[at] in _CONTROLS and self.text[at] != "\t":
                    self.fail(f"Found invalid character {self.text[at]!r}", at)
            self.at = end

    def skip_lines(self):
        before = None
        while before != self.at:
            before = self.at
            self.skip(" \t\n")
            self.skip_comment()

    def document(self):
        table, header = self.root, ()
        while True:
            self.skip(" \t")
            character = self.peek()
            if not character:
                return self.root
            if character == "\n":
                self.at += 1
                continue
            if character == "[":
                header, table = self.header()
                self.skip()
            elif character != "#":
                if not _BARE.match(character) and character not in "\"'":
                    self.fail("Invalid statement")
                self.pair(table, header)
                self.skip()
            self.skip_comment()
            if self.peek() not in ("", "\n"):
                self.fail("Expected newline or end of document after a statement")

    def key(self):
        """A key and its parts: a.b."c d"."""
        parts = [self.key_part()]
        while True:
            self.skip()
            if self.peek() != ".":
                return tuple(parts)
            self.at += 1
            self.skip()
            parts.append(self.key_part())

    def key_part(self):
        found = _BARE.match(self.text, self.at)
        if found:
            self.at = found.end()
            return found[0]
        if self.peek() == "'":
            return self.literal()
        if self.peek() == '"':
            return self.basic()
        self.fail("Invalid initial character for a key part")

    def header(self):
        is_list = self.text.startswith("[[", self.at)
        self.at += 2 if is_list else 1
        self.skip()
        key = self.key()
        if is_list:
            if key in self.closed:
                self.fail(f"Cannot mutate immutable namespace {key}")
            # Tables below an item of a list begin anew with the next item.
            for known in (self.closed, self.named, self.dotted, self.lists):
                known -= {one for one in known if len(one) > len(key) and one[:len(key)] == key}
        else:
            if key in self.named or key in self.dotted or key in self.lists or self.is_closed(key):
                self.fail(f"Cannot declare {key} twice")
        table = self.root
        for part in key[:-1] if is_list else key:
            table = self.below(table, part, "Cannot overwrite a value")
        if is_list:
            if key in self.named or key in self.dotted or (key[-1] in table and key not in self.lists):
                self.fail("Cannot overwrite a value")
            self.lists.add(key)
            table.setdefault(key[-1], []).append({})
            table = table[key[-1]][-1]
        else:
            self.named.add(key)
        end = "]]" if is_list else "]"
        if not self.text.startswith(end, self.at):
            self.fail(f"Expected {end!r} at the end of {'an array' if is_list else 'a table'} declaration")
        self.at += len(end)
        return key, table

    def is_closed(self, key):
        return any(key[:count] in self.closed for count in range(1, len(key) + 1))

    def below(self, table, part, message):
        value = table.setdefault(part, {})
        if isinstance(value, list) and value:
            value = value[-1]
        if not isinstance(value, dict):
            self.fail(message)
        return value

    def pair(self, table, header):
        key = self.key()
        self.equals()
        self.skip()
        value = self.value()
        for count in range(1, len(key)):
            path = header + key[:count]
            if path in self.named:
                self.fail(f"Cannot redefine namespace {path}")
            self.dotted.add(path)
        if self.is_closed(header + key[:-1]) and len(key) > 1:
            self.fail(f"Cannot mutate immutable namespace {header + key[:-1]}")
        for part in key[:-1]:
            value_there = table.setdefault(part, {})
            if not isinstance(value_there, dict):
                self.fail("Cannot overwrite a value")
            table = value_there
        if key[-1] in table:
            self.fail(f"Duplicate inline table key {key[-1]!r}" if self.is_inline else "Cannot overwrite a value")
        if isinstance(value, (dict, list)):
            self.closed.add(header + key)
        table[key[-1]] = value

    def equals(self):
        if self.peek() != "=":
            self.fail("Expected '=' after a key in a key/value pair")
        self.at += 1

    def value(self):
        text, at = self.text, self.at
        character = self.peek()
        if character == '"':
            return self.long_text('"') if text.startswith('"""', at) else self.basic()
        if character == "'":
            return self.long_text("'") if text.startswith("'''", at) else self.literal()
        for word, value in (("true", True), ("false", False)):
            if text.startswith(word, at):
                self.at += len(word)
                return value
        if character == "[":
            return self.array()
        if character == "{":
            return self.inline_table()
        for pattern, make in ((_DATE, self.moment), (_CLOCK, self.clock), (_FLOAT, lambda found: self.parse_float(found[0])),
                              (_INTEGER, lambda found: int(found[0], 0))):
            found = pattern.match(text, at)
            if found:
                try:
                    value = make(found)
                except ValueError as error:
                    if pattern is not _DATE:
                        raise
                    raise self.fail("Invalid date or datetime") from error
                self.at = found.end()
                return value
        self.fail("Invalid value")

    def clock(self, found, first=1):
        hour, minute, second, fraction = found.group(first, first + 1, first + 2, first + 3)
        return _time(int(hour), int(minute), int(second), int(fraction.ljust(6, "0")) if fraction else 0)

    def moment(self, found):
        day = _date(int(found[1]), int(found[2]), int(found[3]))
        if found[4] is None:
            return day
        zone = _timezone.utc if found[8] else None
        if found[9]:
            sign = 1 if found[9] == "+" else -1
            zone = _timezone(_timedelta(hours=sign * int(found[10]), minutes=sign * int(found[11])))
        return _datetime.combine(day, self.clock(found, 4), zone)

    def array(self):
        self.at += 1
        values = []
        self.skip_lines()
        while self.peek() != "]":
            values.append(self.value())
            self.skip_lines()
            if self.peek() == "]":
                break
            if self.peek() != ",":
                self.fail("Unclosed array")
            self.at += 1
            self.skip_lines()
        self.at += 1
        return values

    def inline_table(self):
        self.at += 1
        made, inner = {}, _Reader(self.text, self.parse_float)
        inner.is_inline = True
        self.skip()
        if self.peek() == "}":
            self.at += 1
            return made
        while True:
            inner.at = self.at
            inner.pair(made, ())
            self.at = inner.at
            self.skip()
            if self.peek() == "}":
                self.at += 1
                return made
            if self.peek() != ",":
                self.fail("Unclosed inline table")
            self.at += 1
            self.skip()

    def literal(self):
        start = self.at + 1
        end = start
        while self.text[end:end + 1] != "'":
            self.check_character(end, "", "Expected \"'\"")
            end += 1
        self.at = end + 1
        return self.text[start:end]

    def check_character(self, at, also, message="Unterminated string"):
        character = self.text[at:at + 1]
        if not character:
            self.fail(message, at)
        if character in _CONTROLS and character != "\t" and character not in also:
            self.fail(f"Illegal character {character!r}", at)

    def basic(self):
        self.at += 1
        parts = []
        while self.peek() != '"':
            self.check_character(self.at, "")
            parts.append(self.escape(False) if self.peek() == "\\" else self.take())
        self.at += 1
        return "".join(parts)

    def take(self):
        self.at += 1
        return self.text[self.at - 1]

    def long_text(self, quote):
        self.at += 3
        if self.peek() == "\n":
            self.at += 1
        parts = []
        while not self.text.startswith(quote * 3, self.at):
            self.check_character(self.at, "\n", "Unterminated string" if quote == '"' else "Expected \"'''\"")
            parts.append(self.escape(True) if quote == '"' and self.peek() == "\\" else self.take())
        self.at += 3
        # One or two quotes may stand before the closing ones.
        for _ in range(2):
            if self.peek() == quote:
                self.at += 1
                parts.append(quote)
        return "".join(parts)

    def escape(self, is_long):
        start = self.at
        character = self.text[start + 1:start + 2]
        self.at += 2
        if character in _ESCAPES:
            return _ESCAPES[character]
        if is_long and character and character in " \t\n":
            # A backslash at the end of a line: the line and the blanks after it do not count.
            if character != "\n":
                self.skip()
                if self.peek() != "\n":
                    self.at = start + 2
                    self.fail("Unescaped '\\' in a string")
                self.at += 1
            self.skip(" \t\n")
            return ""
        if character and character in "uU":
            length = 4 if character == "u" else 8
            digits = self.text[self.at:self.at + length]
            if len(digits) != length or not all(one in "0123456789abcdefABCDEF" for one in digits):
                self.fail("Invalid hex value")
            code = int(digits, 16)
            if not (code < 0xD800 or 0xDFFF < code < 0x110000):
                self.at += length
                self.fail("Escaped character is not a Unicode scalar value")
            self.at += length
            return chr(code)
        self.fail("Unescaped '\\' in a string")
