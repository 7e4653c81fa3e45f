"""Constants and helpers for text."""

whitespace = " \t\n\r\v\f"
ascii_lowercase = "abcdefghijklmnopqrstuvwxyz"
ascii_uppercase = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
ascii_letters = ascii_lowercase + ascii_uppercase
digits = "0123456789"
hexdigits = digits + "abcdef" + "ABCDEF"
octdigits = "01234567"
punctuation = r"""!"#$%&'()*+,-./:;<=>?@[\]^_`{|}~"""
printable = digits + ascii_letters + punctuation + whitespace


def capwords(s, sep=None):
    return (sep or " ").join(word.capitalize() for word in s.split(sep))


class Template:
    """Text with $names to be filled in."""

    delimiter = "$"

    def __init__(self, template):
        self.template = template

    def _pieces(self):
        text = self.template
        i = 0
        start = 0
        while True:
            i = text.find(self.delimiter, i)
            if i < 0:
                yield text[start:], None, None
                return
            literal = text[start:i]
            rest = text[i + 1:i + 2]
            if rest == self.delimiter:
                yield literal, self.delimiter * 2, ""
                i += 2
            elif rest == "{" and text.find("}", i) > 0 and text[i + 2:text.find("}", i)].isidentifier():
                end = text.find("}", i)
                yield literal, text[i:end + 1], text[i + 2:end]
                i = end + 1
            else:
                end = i + 1
                while end < len(text) and (text[end].isalnum() or text[end] == "_") and text[end].isascii():
                    end += 1
                name = text[i + 1:end]
                if name.isidentifier():
                    yield literal, text[i:end], name
                    i = end
                else:
                    yield literal, self.delimiter, i
                    i += 1
            start = i

    def _fill(self, mapping, safe):
        result = []
        for literal, shown, name in self._pieces():
            result.append(literal)
            if shown is None:
                break
            if name == "":
                result.append(self.delimiter)
            elif isinstance(name, int):
                if not safe:
                    line = self.template.count("\n", 0, name) + 1
                    column = name - self.template.rfind("\n", 0, name)
                    raise ValueError(f"Invalid placeholder in string: line {line}, col {column}")
                result.append(shown)
            else:
                try:
                    result.append(str(mapping[name]))
                except KeyError:
                    if not safe:
                        raise
                    result.append(shown)
        return "".join(result)

    def substitute(self, mapping={}, /, **kws):
        return self._fill({**mapping, **kws}, False)

    def safe_substitute(self, mapping={}, /, **kws):
        return self._fill({**mapping, **kws}, True)


class Formatter:
    """str.format as an object."""

    def format(self, format_string, /, *args, **kwargs):
        return format_string.format(*args, **kwargs)

    def vformat(self, format_string, args, kwargs):
        return format_string.format(*args, **kwargs)
