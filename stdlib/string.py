"""Constants and helpers for text."""

__all__ = ["ascii_letters", "ascii_lowercase", "ascii_uppercase", "capwords", "digits", "hexdigits", "octdigits",
           "printable", "punctuation", "whitespace", "Formatter", "Template"]

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
    """Capitalises each word."""
    return (sep or " ").join(map(str.capitalize, s.split(sep)))


_nothing = {}


class Template:
    """Text with $names to be filled in."""

    delimiter = "$"
    idpattern = r"(?a:[_a-z][_a-z0-9]*)"
    braceidpattern = None
    flags = 2

    def __init__(self, template):
        self.template = template

    def _scanner(self):
        """The pattern of a class that has one of its own."""
        cls = type(self)
        if (cls.idpattern == Template.idpattern and cls.braceidpattern is None and cls.flags == 2
                and "pattern" not in {name for base in cls.__mro__ for name in base.__dict__}):
            return None
        import re
        pattern = getattr(cls, "pattern", None)
        if pattern is None:
            delimiter = re.escape(cls.delimiter)
            name = cls.idpattern
            braced = cls.braceidpattern or name
            pattern = rf"{delimiter}(?:(?P<escaped>{delimiter})|(?P<named>{name})|{{(?P<braced>{braced})}}|(?P<invalid>))"
        return pattern if isinstance(pattern, re.Pattern) else re.compile(pattern, cls.flags | re.VERBOSE)

    def _pieces(self):
        """The literal parts, each with what follows: its kind, its text, its name and its place."""
        text = self.template
        scanner = self._scanner()
        start = 0
        if scanner is not None:
            for found in scanner.finditer(text):
                groups = found.groupdict()
                name = groups.get("named") or groups.get("braced")
                if name is not None:
                    kind = "name"
                elif groups.get("escaped") is not None:
                    kind = "escaped"
                elif groups.get("invalid") is not None:
                    kind = "invalid"
                else:
                    raise ValueError("Unrecognized named group in pattern", scanner)
                place = found.start("invalid") if kind == "invalid" else found.start()
                yield text[start:found.start()], kind, found.group(), name, place
                start = found.end()
            yield text[start:], None, "", None, 0
            return
        delimiter = self.delimiter
        width = len(delimiter)

        def name_at(place):
            end = place
            while end < len(text) and text[end].isascii() and (text[end].isalnum() or text[end] == "_"):
                end += 1
            return end if end > place and not text[place].isdigit() else place

        while (place := text.find(delimiter, start)) >= 0:
            after = place + width
            if text.startswith(delimiter, after):
                end, kind, name = after + width, "escaped", None
            elif (end := name_at(after)) > after:
                kind, name = "name", text[after:end]
            elif text.startswith("{", after) and (end := name_at(after + 1)) > after + 1 and text.startswith("}", end):
                kind, name = "name", text[after + 1:end]
                end += 1
            else:
                end, kind, name = after, "invalid", None
            yield text[start:place], kind, text[place:end], name, end if kind == "invalid" else place
            start = end
        yield text[start:], None, "", None, 0

    def _invalid(self, place):
        lines = self.template[:place].splitlines(keepends=True)
        if not lines:
            line, column = 1, 1
        else:
            line, column = len(lines), place - len("".join(lines[:-1]))
        raise ValueError(f"Invalid placeholder in string: line {line}, col {column}")

    def _fill(self, mapping, kws, safe):
        parts = []
        for literal, kind, shown, name, place in self._pieces():
            parts.append(literal)
            if kind == "escaped":
                parts.append(self.delimiter)
            elif kind == "invalid":
                if not safe:
                    self._invalid(place)
                parts.append(shown)
            elif kind == "name":
                try:
                    parts.append(str(kws[name] if name in kws else mapping[name]))
                except KeyError:
                    if not safe:
                        raise
                    parts.append(shown)
        return "".join(parts)

    def substitute(self, mapping=_nothing, /, **kws):
        """The text with every name filled in."""
        return self._fill(mapping, kws, False)

    def safe_substitute(self, mapping=_nothing, /, **kws):
        """The text with the names filled in that are known."""
        return self._fill(mapping, kws, True)

    def is_valid(self):
        return all(kind != "invalid" for _, kind, _, _, _ in self._pieces())

    def get_identifiers(self):
        found = []
        for _, kind, _, name, _ in self._pieces():
            if kind == "name" and name not in found:
                found.append(name)
        return found


class Formatter:
    """str.format as an object, to be adapted."""

    def format(self, format_string, /, *args, **kwargs):
        return self.vformat(format_string, args, kwargs)

    def vformat(self, format_string, args, kwargs):
        used = set()
        result, _ = self._vformat(format_string, args, kwargs, used, 2)
        self.check_unused_args(used, args, kwargs)
        return result

    def _vformat(self, format_string, args, kwargs, used_args, recursion_depth, auto_arg_index=0):
        if recursion_depth < 0:
            raise ValueError("Max string recursion exceeded")
        parts = []
        for literal, name, spec, conversion in self.parse(format_string):
            if literal:
                parts.append(literal)
            if name is None:
                continue
            if name == "":
                if auto_arg_index is False:
                    raise ValueError("cannot switch from manual field specification to automatic field numbering")
                name = str(auto_arg_index)
                auto_arg_index += 1
            elif name.isdigit():
                if auto_arg_index:
                    raise ValueError("cannot switch from manual field specification to automatic field numbering")
                auto_arg_index = False
            obj, used = self.get_field(name, args, kwargs)
            used_args.add(used)
            obj = self.convert_field(obj, conversion)
            spec, auto_arg_index = self._vformat(spec, args, kwargs, used_args, recursion_depth - 1, auto_arg_index)
            parts.append(self.format_field(obj, spec))
        return "".join(parts), auto_arg_index

    def get_value(self, key, args, kwargs):
        return args[key] if isinstance(key, int) else kwargs[key]

    def check_unused_args(self, used_args, args, kwargs):
        pass

    def format_field(self, value, format_spec):
        return format(value, format_spec)

    def convert_field(self, value, conversion):
        if conversion is None:
            return value
        if conversion == "s":
            return str(value)
        if conversion == "r":
            return repr(value)
        if conversion == "a":
            return ascii(value)
        raise ValueError(f"Unknown conversion specifier {conversion}")

    def parse(self, format_string):
        """Parts as tuples: the literal text, then the field's name, its format and its conversion."""
        text = format_string
        place = 0
        literal = ""
        while place < len(text):
            c = text[place]
            if c not in "{}":
                end = place
                while end < len(text) and text[end] not in "{}":
                    end += 1
                literal += text[place:end]
                place = end
                continue
            if text[place + 1:place + 2] == c:
                yield literal + c, None, None, None
                literal = ""
                place += 2
                continue
            if c == "}":
                raise ValueError("Single '}' encountered in format string")
            place += 1
            if place == len(text):
                raise ValueError("Single '{' encountered in format string")
            start, depth = place, 1
            brackets = False
            while place < len(text):
                c = text[place]
                if c == "[" and depth == 1:
                    brackets = True
                elif c == "]":
                    brackets = False
                elif not brackets and c == "{":
                    depth += 1
                elif not brackets and c == "}":
                    depth -= 1
                    if depth == 0:
                        break
                place += 1
            if depth:
                raise ValueError("expected '}' before end of string")
            field = text[start:place]
            place += 1
            yield (literal, *self._split_field(field))
            literal = ""
        if literal:
            yield literal, None, None, None

    def _split_field(self, field):
        end, brackets = 0, False
        while end < len(field):
            c = field[end]
            if c == "[":
                brackets = True
            elif c == "]":
                brackets = False
            elif not brackets and c in ":!":
                break
            elif c == "{":
                raise ValueError("unexpected '{' in field name")
            end += 1
        name, rest = field[:end], field[end:]
        conversion, spec = None, ""
        if rest.startswith("!"):
            if len(rest) == 1:
                raise ValueError("end of string while looking for conversion specifier")
            conversion = rest[1]
            if len(rest) > 2 and rest[2] != ":":
                raise ValueError("expected ':' after conversion specifier")
            spec = rest[3:]
        elif rest.startswith(":"):
            spec = rest[1:]
        return name, spec, conversion

    def get_field(self, field_name, args, kwargs):
        """What a field's name stands for, and the argument it begins with."""
        end = 0
        while end < len(field_name) and field_name[end] not in ".[":
            end += 1
        first = field_name[:end]
        key = int(first) if first.isdigit() else first
        obj = self.get_value(key, args, kwargs)
        rest = field_name[end:]
        while rest:
            if rest[0] == ".":
                end = 1
                while end < len(rest) and rest[end] not in ".[":
                    end += 1
                if end == 1:
                    raise ValueError("Empty attribute in format string")
                obj = getattr(obj, rest[1:end])
            elif rest[0] == "[":
                end = rest.find("]")
                if end < 0:
                    raise ValueError("Missing ']' in format string")
                if end == 1:
                    raise ValueError("Empty attribute in format string")
                index = rest[1:end]
                obj = obj[int(index) if index.isdigit() else index]
                end += 1
            else:
                raise ValueError("Only '.' or '[' may follow ']' in format field specifier")
            rest = rest[end:]
        return obj, key
