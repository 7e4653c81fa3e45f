"""Values of literals. Nothing else of the syntax tree is here."""

__all__ = ["literal_eval"]

_OPEN = {"(": ")", "[": "]", "{": "}"}


def literal_eval(node_or_string):
    """The value of an expression of literals: numbers, strings, bytes, tuples, lists, dicts, sets, booleans and None."""
    if not isinstance(node_or_string, str):
        raise ValueError(f"malformed node or string: {node_or_string!r}")
    reader = _Reader(node_or_string.lstrip(" \t"))
    value = reader.tuple_or_value(end=None)
    return value


class _Reader:
    def __init__(self, text):
        self.text = text
        self.place = 0
        self.depth = 0

    def fail(self, message="invalid syntax"):
        raise SyntaxError(message)

    def malformed(self):
        raise ValueError(f"malformed node or string on line {self.text.count(chr(10), 0, self.place) + 1}: "
                         f"{self.text!r}")

    def peek(self):
        text = self.text
        while self.place < len(text):
            c = text[self.place]
            if c in " \t\f\\" or c in "\r\n" and self.depth:
                self.place += 1
            elif c == "#":
                while self.place < len(text) and text[self.place] != "\n":
                    self.place += 1
            elif c in "\r\n" and not text[self.place:].strip():
                self.place = len(text)
            else:
                return c
        return ""

    def take(self, c):
        if self.peek() == c:
            self.place += 1
            return True
        return False

    def tuple_or_value(self, end):
        first = self.expression()
        if self.peek() == ",":
            items = [first]
            while self.take(","):
                if self.peek() in (end or "", ""):
                    break
                items.append(self.expression())
            first = tuple(items)
        if end is None and self.peek():
            self.fail()
        return first

    def expression(self):
        """A value, or a sum of a real and an imaginary number."""
        value = self.signed()
        while self.peek() and self.peek() in "+-":
            op = self.peek()
            self.place += 1
            right = self.signed(False)
            if type(value) not in (int, float) or type(right) is not complex:
                self.malformed()
            value = value + right if op == "+" else value - right
        return value

    def signed(self, allowed=True):
        if allowed and self.peek() and self.peek() in "+-":
            op = self.peek()
            self.place += 1
            value = self.signed()
            if type(value) not in (int, float, complex):
                self.malformed()
            return +value if op == "+" else -value
        return self.atom()

    def atom(self):
        c = self.peek()
        if not c:
            self.fail("invalid syntax" if self.text.strip() else "invalid syntax")
        if c in _OPEN:
            self.depth += 1
            if self.depth > 200:
                raise MemoryError
            self.place += 1
            value = {"(": self.parenthesis, "[": self.list, "{": self.braces}[c]()
            self.depth -= 1
            return value
        if c.isdigit() or c == "." and self.text[self.place + 1:self.place + 2].isdigit():
            return self.number()
        if c in "\"'":
            return self.strings()
        if c.isidentifier():
            return self.word()
        if c in ")]}":
            self.fail(f"unmatched '{c}'")
        if c == "." and self.text.startswith("...", self.place):
            self.place += 3
            return ...
        self.fail()

    def close(self, opening):
        if not self.take(_OPEN[opening]):
            if not self.peek():
                self.fail(f"'{opening}' was never closed")
            self.fail()

    def parenthesis(self):
        if self.take(")"):
            return ()
        value = self.tuple_or_value(")")
        self.close("(")
        return value

    def items(self, end):
        items = []
        while self.peek() != end:
            items.append(self.expression())
            if not self.take(","):
                break
        return items

    def list(self):
        items = self.items("]")
        self.close("[")
        return items

    def braces(self):
        if self.take("}"):
            return {}
        first = self.expression()
        if not self.take(":"):
            items = [first]
            if self.take(","):
                items += self.items("}")
            self.close("{")
            return set(items)
        result = {first: self.expression()}
        while self.take(","):
            if self.peek() == "}":
                break
            key = self.expression()
            if not self.take(":"):
                self.fail("':' expected after dictionary key")
            result[key] = self.expression()
        self.close("{")
        return result

    def number(self):
        text, start = self.text, self.place
        place = start
        if text[place] == "0" and text[place + 1:place + 2] in tuple("xXoObB"):
            place += 2
            while place < len(text) and (text[place].isalnum() or text[place] == "_"):
                place += 1
            self.place = place
            try:
                return int(text[start:place], 0)
            except ValueError:
                self.fail("invalid number literal")
        while place < len(text):
            c = text[place]
            if c.isalnum() or c in "._" or c in "+-" and text[place - 1] in "eE":
                place += 1
            else:
                break
        self.place = place
        word = text[start:place]
        try:
            if word[-1] in "jJ":
                return complex(0.0, float(word[:-1]))
            if any(c in ".eE" for c in word):
                return float(word)
            return int(word, 0)
        except ValueError:
            if word.isdigit() and word[0] == "0":
                self.fail("leading zeros in decimal integer literals are not permitted; use an 0o prefix for octal "
                          "integers")
            self.fail("invalid decimal literal")

    def word(self):
        text, start = self.text, self.place
        place = start
        while place < len(text) and (text[start:place + 1]).isidentifier():
            place += 1
        word = text[start:place]
        if place < len(text) and text[place] in "\"'" and word.lower() in ("r", "u", "b", "br", "rb"):
            return self.strings()
        self.place = place
        constants = {"None": None, "True": True, "False": False}
        if word in constants:
            return constants[word]
        if word == "set" and self.take("("):
            if self.take(")"):
                return set()
        if self.peek() and self.peek() not in ",)]}:([.+-*/%<>=|&^":
            self.fail()
        self.malformed()

    def strings(self):
        parts = [self.string()]
        while True:
            c = self.peek()
            rest = self.text[self.place:self.place + 3].lower()
            if c and (c in "\"'" or rest[:2] in ("r'", 'r"', "u'", 'u"', "b'", 'b"')
                      or rest in ("br'", 'br"', "rb'", 'rb"')):
                parts.append(self.string())
            else:
                break
        if len({type(part) for part in parts}) > 1:
            self.fail("cannot mix bytes and nonbytes literals")
        return type(parts[0])().join(parts)

    def string(self):
        text = self.text
        prefix = ""
        while text[self.place] not in "\"'":
            prefix += text[self.place].lower()
            self.place += 1
        quote = text[self.place]
        if text.startswith(quote * 3, self.place):
            quote *= 3
        self.place += len(quote)
        start = self.place
        while not text.startswith(quote, self.place):
            if self.place >= len(text):
                if len(quote) == 3:
                    self.fail("unterminated triple-quoted string literal (detected at line "
                              f"{text.count(chr(10)) + 1})")
                self.fail(f"unterminated string literal (detected at line {text.count(chr(10), 0, start) + 1})")
            if text[self.place] == "\n" and len(quote) == 1:
                self.fail(f"unterminated string literal (detected at line {text.count(chr(10), 0, start) + 1})")
            self.place += 2 if text[self.place] == "\\" else 1
        raw = text[start:self.place]
        self.place += len(quote)
        if "b" in prefix:
            if not raw.isascii():
                self.fail("bytes can only contain ASCII literal characters")
            return raw.encode("ascii") if "r" in prefix else _unescaped(raw, True).encode("latin-1")
        return raw if "r" in prefix else _unescaped(raw, False)


_SIMPLE = {"\n": "", "\\": "\\", "'": "'", '"': '"', "a": "\a", "b": "\b", "f": "\f", "n": "\n", "r": "\r",
           "t": "\t", "v": "\v"}


def _unescaped(text, is_bytes):
    if "\\" not in text:
        return text
    result = []
    i = 0
    while i < len(text):
        c = text[i]
        if c != "\\":
            result.append(c)
            i += 1
            continue
        c = text[i + 1]
        i += 2
        if c in _SIMPLE:
            result.append(_SIMPLE[c])
        elif c in "01234567":
            digits = c
            while len(digits) < 3 and i < len(text) and text[i] in "01234567":
                digits += text[i]
                i += 1
            code = int(digits, 8)
            result.append(chr(code & 0xFF if is_bytes else code))
        elif c == "x" or not is_bytes and c in "uU":
            count = {"x": 2, "u": 4, "U": 8}[c]
            digits = text[i:i + count]
            try:
                if len(digits) < count:
                    raise ValueError
                result.append(chr(int(digits, 16)))
            except ValueError:
                if is_bytes:
                    raise ValueError(f"invalid \\x escape at position {i - 2}") from None
                raise SyntaxError(f"(unicode error) 'unicodeescape' codec can't decode bytes in position {i - 2}-"
                                  f"{i - 1 + len(digits)}: truncated \\{c}{'X' * count} escape") from None
            i += count
        elif c == "N" and not is_bytes and text[i:i + 1] == "{":
            import unicodedata
            end = text.index("}", i)
            result.append(unicodedata.lookup(text[i + 1:end]))
            i = end + 1
        else:
            result.append("\\" + c)
    return "".join(result)
