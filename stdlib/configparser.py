"""Settings in files of sections."""

import re as _re
from collections import ChainMap as _ChainMap
from collections.abc import MutableMapping as _MutableMapping

__all__ = ["BasicInterpolation", "ConfigParser", "DEFAULTSECT", "DuplicateOptionError", "DuplicateSectionError", "Error",
           "ExtendedInterpolation", "Interpolation", "InterpolationDepthError", "InterpolationError",
           "InterpolationMissingOptionError", "InterpolationSyntaxError", "MAX_INTERPOLATION_DEPTH",
           "MissingSectionHeaderError", "NoOptionError", "NoSectionError", "ParsingError", "RawConfigParser",
           "SectionProxy"]

DEFAULTSECT = "DEFAULT"
MAX_INTERPOLATION_DEPTH = 10
_UNSET = object()


class Error(Exception):
    def __init__(self, msg=""):
        self.message = msg
        super().__init__(msg)

    def __repr__(self):
        return self.message

    __str__ = __repr__


class NoSectionError(Error):
    def __init__(self, section):
        super().__init__("No section: %r" % (section,))
        self.section = section
        self.args = (section,)


def _place(source, lineno, text):
    if source is None:
        return text[0].upper() + text[1:]
    where = f"While reading from {source!r}" + (f" [line {lineno:2d}]" if lineno is not None else "")
    return f"{where}: {text}"


class DuplicateSectionError(Error):
    def __init__(self, section, source=None, lineno=None):
        super().__init__(_place(source, lineno, f"section {section!r} already exists"))
        self.section, self.source, self.lineno = section, source, lineno
        self.args = (section, source, lineno)


class DuplicateOptionError(Error):
    def __init__(self, section, option, source=None, lineno=None):
        super().__init__(_place(source, lineno, f"option {option!r} in section {section!r} already exists"))
        self.section, self.option, self.source, self.lineno = section, option, source, lineno
        self.args = (section, option, source, lineno)


class NoOptionError(Error):
    def __init__(self, option, section):
        super().__init__("No option %r in section: %r" % (option, section))
        self.option, self.section = option, section
        self.args = (option, section)


class InterpolationError(Error):
    def __init__(self, option, section, msg):
        super().__init__(msg)
        self.option, self.section = option, section
        self.args = (option, section, msg)


class InterpolationMissingOptionError(InterpolationError):
    def __init__(self, option, section, rawval, reference):
        super().__init__(option, section, f"Bad value substitution: option {option!r} in section {section!r} contains "
                         f"an interpolation key {reference!r} which is not a valid option name. Raw value: {rawval!r}")
        self.reference = reference
        self.args = (option, section, rawval, reference)


class InterpolationSyntaxError(InterpolationError):
    pass


class InterpolationDepthError(InterpolationError):
    def __init__(self, option, section, rawval):
        super().__init__(option, section, "Recursion limit exceeded in value substitution: option {!r} in section {!r} "
                         "contains an interpolation key which cannot be substituted in {} steps. Raw value: {!r}".format(
                             option, section, MAX_INTERPOLATION_DEPTH, rawval))
        self.args = (option, section, rawval)


class ParsingError(Error):
    def __init__(self, source=None, filename=None):
        if source is None and filename is None:
            raise ValueError("Required argument `source' not given.")
        source = filename if source is None else source
        super().__init__(f"Source contains parsing errors: {source!r}")
        self.source = source
        self.errors = []
        self.args = (source,)

    def append(self, lineno, line):
        self.errors.append((lineno, line))
        self.message += "\n\t[line %2d]: %s" % (lineno, line)


class MissingSectionHeaderError(ParsingError):
    def __init__(self, filename, lineno, line):
        Error.__init__(self, f"File contains no section headers.\nfile: {filename!r}, line: {lineno}\n{line!r}")
        self.source, self.lineno, self.line = filename, lineno, line
        self.args = (filename, lineno, line)


class Interpolation:
    """Values as they are."""

    def before_get(self, parser, section, option, value, defaults):
        return value

    def before_set(self, parser, section, option, value):
        return value

    def before_read(self, parser, section, option, value):
        return value

    def before_write(self, parser, section, option, value):
        return value


class BasicInterpolation(Interpolation):
    """`%(name)s` stands for another value of the section."""

    _KEY = _re.compile(r"%\(([^)]+)\)s")

    def before_get(self, parser, section, option, value, defaults):
        parts = []
        self._fill(parser, option, parts, value, section, defaults, 1)
        return "".join(parts)

    def before_set(self, parser, section, option, value):
        rest = self._KEY.sub("", value.replace("%%", ""))
        if "%" in rest:
            raise ValueError("invalid interpolation syntax in %r at position %d" % (value, rest.find("%")))
        return value

    def _fill(self, parser, option, parts, rest, section, values, depth):
        raw = parser.get(section, option, raw=True, fallback=rest)
        if depth > MAX_INTERPOLATION_DEPTH:
            raise InterpolationDepthError(option, section, raw)
        while rest:
            place = rest.find("%")
            if place < 0:
                parts.append(rest)
                return
            parts.append(rest[:place])
            rest = rest[place:]
            if rest[1:2] == "%":
                parts.append("%")
                rest = rest[2:]
            elif rest[1:2] == "(":
                match = self._KEY.match(rest)
                if match is None:
                    raise InterpolationSyntaxError(option, section, "bad interpolation variable reference %r" % rest)
                name = parser.optionxform(match.group(1))
                rest = rest[match.end():]
                try:
                    value = values[name]
                except KeyError:
                    raise InterpolationMissingOptionError(option, section, raw, name) from None
                if "%" in value:
                    self._fill(parser, option, parts, value, section, values, depth + 1)
                else:
                    parts.append(value)
            else:
                raise InterpolationSyntaxError(option, section, "'%' must be followed by '%' or '(', found: "
                                               f"{rest!r}")


class ExtendedInterpolation(Interpolation):
    """`${section:name}` stands for another value."""

    _KEY = _re.compile(r"\$\{([^}]+)\}")

    def before_get(self, parser, section, option, value, defaults):
        parts = []
        self._fill(parser, option, parts, value, section, defaults, 1)
        return "".join(parts)

    def before_set(self, parser, section, option, value):
        rest = self._KEY.sub("", value.replace("$$", ""))
        if "$" in rest:
            raise ValueError("invalid interpolation syntax in %r at position %d" % (value, rest.find("$")))
        return value

    def _fill(self, parser, option, parts, rest, section, values, depth):
        raw = parser.get(section, option, raw=True, fallback=rest)
        if depth > MAX_INTERPOLATION_DEPTH:
            raise InterpolationDepthError(option, section, raw)
        while rest:
            place = rest.find("$")
            if place < 0:
                parts.append(rest)
                return
            parts.append(rest[:place])
            rest = rest[place:]
            if rest[1:2] == "$":
                parts.append("$")
                rest = rest[2:]
            elif rest[1:2] == "{":
                match = self._KEY.match(rest)
                if match is None:
                    raise InterpolationSyntaxError(option, section, "bad interpolation variable reference %r" % rest)
                path = match.group(1).split(":")
                rest = rest[match.end():]
                where, name = section, option
                try:
                    if len(path) == 1:
                        name = parser.optionxform(path[0])
                        value = values[name]
                    elif len(path) == 2:
                        where, name = path[0], parser.optionxform(path[1])
                        value = parser.get(where, name, raw=True)
                    else:
                        raise InterpolationSyntaxError(option, section, f"More than one ':' found: {rest!r}")
                except (KeyError, NoSectionError, NoOptionError):
                    raise InterpolationMissingOptionError(option, section, raw, ":".join(path)) from None
                if "$" in value:
                    self._fill(parser, name, parts, value, where, dict(parser.items(where, raw=True)), depth + 1)
                else:
                    parts.append(value)
            else:
                raise InterpolationSyntaxError(option, section, "'$' must be followed by '$' or '{', found: "
                                               f"{rest!r}")


class RawConfigParser(_MutableMapping):
    """Sections of settings."""

    _DEFAULT_INTERPOLATION = Interpolation()
    BOOLEAN_STATES = {"1": True, "yes": True, "true": True, "on": True, "0": False, "no": False, "false": False,
                      "off": False}
    SECTCRE = _re.compile(r"\[(?P<header>.+)\]")

    def __init__(self, defaults=None, dict_type=dict, allow_no_value=False, *, delimiters=("=", ":"),
                 comment_prefixes=("#", ";"), inline_comment_prefixes=None, strict=True, empty_lines_in_values=True,
                 default_section=DEFAULTSECT, interpolation=_UNSET, converters=None):
        self._dict = dict_type
        self._sections = dict_type()
        self._defaults = dict_type()
        self._proxies = {}
        self._converters = {"int": self._int, "float": self._float, "boolean": self._convert_to_boolean}
        self._converters.update(converters or {})
        for name in converters or {}:
            setattr(self, "get" + name, self._getter(name))
        self._allow_no_value = allow_no_value
        self._delimiters = tuple(delimiters)
        self._comments = tuple(comment_prefixes or ())
        self._inline = tuple(inline_comment_prefixes or ())
        self._strict = strict
        self._empty_lines = empty_lines_in_values
        self.default_section = default_section
        self._interpolation = (self._DEFAULT_INTERPOLATION if interpolation is _UNSET
                               else Interpolation() if interpolation is None else interpolation)
        if not isinstance(self._interpolation, Interpolation):
            raise TypeError("interpolation= must be None or an instance of Interpolation subclass")
        if defaults:
            for key, value in defaults.items():
                self._defaults[self.optionxform(str(key))] = str(value) if value is not None else None

    _int = staticmethod(int)
    _float = staticmethod(float)

    def _getter(self, name):
        def get(section, option, *, raw=False, vars=None, fallback=_UNSET):
            return self._converted(section, option, self._converters[name], raw, vars, fallback)
        return get

    def optionxform(self, optionstr):
        return optionstr.lower()

    def defaults(self):
        return self._defaults

    def sections(self):
        return list(self._sections)

    def add_section(self, section):
        if section == self.default_section:
            raise ValueError("Invalid section name: %r" % section)
        if section in self._sections:
            raise DuplicateSectionError(section)
        self._sections[section] = self._dict()

    def has_section(self, section):
        return section in self._sections

    def options(self, section):
        if section not in self._sections:
            raise NoSectionError(section)
        return list({**self._sections[section], **self._defaults})

    def has_option(self, section, option):
        option = self.optionxform(option)
        if not section or section == self.default_section:
            return option in self._defaults
        return section in self._sections and (option in self._sections[section] or option in self._defaults)

    # Reading.

    def read(self, filenames, encoding=None):
        import os
        if isinstance(filenames, (str, bytes)) or hasattr(filenames, "__fspath__"):
            filenames = [filenames]
        found = []
        for name in filenames:
            try:
                with open(name, encoding=encoding) as file:
                    self._read(file, os.fspath(name))
            except OSError:
                continue
            found.append(os.fspath(name))
        return found

    def read_file(self, f, source=None):
        self._read(f, source if source is not None else getattr(f, "name", "<???>"))

    def read_string(self, string, source="<string>"):
        self._read(string.splitlines(keepends=True), source)

    def read_dict(self, dictionary, source="<dict>"):
        added = set()
        for section, keys in dictionary.items():
            section = str(section)
            try:
                self.add_section(section)
            except (DuplicateSectionError, ValueError):
                if self._strict and section in added:
                    raise
            added.add(section)
            for key, value in keys.items():
                key = self.optionxform(str(key))
                if value is not None:
                    value = str(value)
                if self._strict and (section, key) in added:
                    raise DuplicateOptionError(section, key, source)
                added.add((section, key))
                self.set(section, key, value)

    def _without_comment(self, line):
        place = len(line)
        for prefix in self._inline:
            found = line.find(prefix)
            while found >= 0:
                if found == 0 or line[found - 1].isspace():
                    place = min(place, found)
                    break
                found = line.find(prefix, found + 1)
        if line.strip().startswith(self._comments) if self._comments else False:
            return "", True
        return line[:place].strip(), place < len(line)

    def _split_option(self, text):
        """Name and value of a line, or None."""
        places = [(text.find(d), d) for d in self._delimiters if d in text]
        if not places:
            return (text, None) if self._allow_no_value else None
        place, delimiter = min(places)
        name = text[:place].rstrip()
        return (name, text[place + len(delimiter):].strip()) if name else None

    def _read(self, lines, source):
        seen = set()
        section = option = values = None
        name = None
        indent = 0
        failure = None
        for lineno, line in enumerate(lines, 1):
            text, commented = self._without_comment(line)
            if not text:
                if self._empty_lines:
                    if not commented and values is not None and option and values[option] is not None:
                        values[option].append("")
                else:
                    indent = len(line) + 1000
                continue
            here = len(line) - len(line.lstrip())
            if values is not None and option and here > indent:
                values[option].append(text)
                continue
            indent = here
            match = self.SECTCRE.match(text)
            if match:
                name = match.group("header")
                if name in self._sections:
                    if self._strict and name in seen:
                        raise DuplicateSectionError(name, source, lineno)
                    values = self._sections[name]
                elif name == self.default_section:
                    values = self._defaults
                else:
                    values = self._sections[name] = self._dict()
                seen.add(name)
                option = None
            elif values is None:
                raise MissingSectionHeaderError(source, lineno, line)
            else:
                pair = self._split_option(text)
                if pair is None:
                    failure = failure or ParsingError(source)
                    failure.append(lineno, repr(line))
                    continue
                option, value = pair
                option = self.optionxform(option.rstrip())
                if self._strict and (name, option) in seen:
                    raise DuplicateOptionError(name, option, source, lineno)
                seen.add((name, option))
                values[option] = None if value is None else [value]
        self._join()
        if failure:
            raise failure

    def _join(self):
        for section, options in [(self.default_section, self._defaults), *self._sections.items()]:
            for name, value in options.items():
                if isinstance(value, list):
                    options[name] = "\n".join(value).rstrip()

    # Getting and setting.

    def _values(self, section, vars=None):
        own = {}
        try:
            own = self._sections[section]
        except KeyError:
            if section != self.default_section:
                raise NoSectionError(section) from None
        extra = {self.optionxform(key): None if value is None else str(value) for key, value in (vars or {}).items()}
        return _ChainMap(extra, own, self._defaults)

    def get(self, section, option, *, raw=False, vars=None, fallback=_UNSET):
        try:
            values = self._values(section, vars)
        except NoSectionError:
            if fallback is _UNSET:
                raise
            return fallback
        option = self.optionxform(option)
        try:
            value = values[option]
        except KeyError:
            if fallback is _UNSET:
                raise NoOptionError(option, section) from None
            return fallback
        if raw or value is None:
            return value
        return self._interpolation.before_get(self, section, option, value, values)

    def _converted(self, section, option, convert, raw, vars, fallback):
        try:
            return convert(self.get(section, option, raw=raw, vars=vars))
        except (NoSectionError, NoOptionError):
            if fallback is _UNSET:
                raise
            return fallback

    def getint(self, section, option, *, raw=False, vars=None, fallback=_UNSET):
        return self._converted(section, option, int, raw, vars, fallback)

    def getfloat(self, section, option, *, raw=False, vars=None, fallback=_UNSET):
        return self._converted(section, option, float, raw, vars, fallback)

    def getboolean(self, section, option, *, raw=False, vars=None, fallback=_UNSET):
        return self._converted(section, option, self._convert_to_boolean, raw, vars, fallback)

    def _convert_to_boolean(self, value):
        if value.lower() not in self.BOOLEAN_STATES:
            raise ValueError("Not a boolean: %s" % value)
        return self.BOOLEAN_STATES[value.lower()]

    def items(self, section=_UNSET, raw=False, vars=None):
        if section is _UNSET:
            return super().items()
        values = self._values(section)
        names = list({**self._defaults, **(self._sections.get(section) or {})})
        if vars:
            for key, value in vars.items():
                values[self.optionxform(key)] = value
        if raw:
            return [(name, values[name]) for name in names]
        return [(name, self._interpolation.before_get(self, section, name, values[name], values)
                 if values[name] is not None else None) for name in names]

    def set(self, section, option, value=None):
        if value:
            value = self._interpolation.before_set(self, section, option, value)
        if not section or section == self.default_section:
            target = self._defaults
        else:
            try:
                target = self._sections[section]
            except KeyError:
                raise NoSectionError(section) from None
        target[self.optionxform(option)] = value

    def remove_option(self, section, option):
        if not section or section == self.default_section:
            target = self._defaults
        elif section in self._sections:
            target = self._sections[section]
        else:
            raise NoSectionError(section)
        option = self.optionxform(option)
        existed = option in target
        if existed:
            del target[option]
        return existed

    def remove_section(self, section):
        existed = section in self._sections
        if existed:
            del self._sections[section]
            self._proxies.pop(section, None)
        return existed

    def write(self, fp, space_around_delimiters=True):
        delimiter = f" {self._delimiters[0]} " if space_around_delimiters else self._delimiters[0]
        for section, options in ([(self.default_section, self._defaults)] if self._defaults else []) + list(
                self._sections.items()):
            fp.write(f"[{section}]\n")
            for name, value in options.items():
                value = self._interpolation.before_write(self, section, name, value)
                if value is not None or not self._allow_no_value:
                    value = delimiter + str(value).replace("\n", "\n\t")
                else:
                    value = ""
                fp.write(f"{name}{value}\n")
            fp.write("\n")

    # A mapping of sections.

    def __getitem__(self, key):
        if key != self.default_section and not self.has_section(key):
            raise KeyError(key)
        if key not in self._proxies:
            self._proxies[key] = SectionProxy(self, key)
        return self._proxies[key]

    def __setitem__(self, key, value):
        if key in self and self[key] is value:
            return
        if key == self.default_section:
            self._defaults.clear()
        elif key in self._sections:
            self._sections[key].clear()
        self.read_dict({key: value})

    def __delitem__(self, key):
        if key == self.default_section:
            raise ValueError("Cannot remove the default section.")
        if not self.has_section(key):
            raise KeyError(key)
        self.remove_section(key)

    def popitem(self):
        for key in self.sections():
            value = self[key]
            del self[key]
            return key, value
        raise KeyError

    @property
    def converters(self):
        return self._converters

    def __contains__(self, key):
        return key == self.default_section or self.has_section(key)

    def __len__(self):
        return len(self._sections) + 1

    def __iter__(self):
        return iter([self.default_section, *self._sections])


class ConfigParser(RawConfigParser):
    """Sections of settings whose values are texts and may refer to one another."""

    _DEFAULT_INTERPOLATION = BasicInterpolation()

    def set(self, section, option, value=None):
        if not isinstance(option, str):
            raise TypeError("option keys must be strings")
        if not (self._allow_no_value and value is None) and not isinstance(value, str):
            raise TypeError("option values must be strings")
        super().set(section, option, value)

    def add_section(self, section):
        if not isinstance(section, str):
            raise TypeError("section names must be strings")
        super().add_section(section)


class SectionProxy(_MutableMapping):
    """One section as a mapping."""

    def __init__(self, parser, name):
        self._parser = parser
        self._name = name
        for kind in parser._converters:
            setattr(self, "get" + kind, self._getter(kind))

    def _getter(self, kind):
        def get(option, fallback=None, *, raw=False, vars=None):
            return self._parser._converted(self._name, option, self._parser._converters[kind], raw, vars, fallback)
        return get

    @property
    def parser(self):
        return self._parser

    @property
    def name(self):
        return self._name

    def __repr__(self):
        return f"<Section: {self._name}>"

    def __getitem__(self, key):
        if not self._parser.has_option(self._name, key):
            raise KeyError(key)
        return self._parser.get(self._name, key)

    def __setitem__(self, key, value):
        if not isinstance(key, str):
            raise TypeError("option keys must be strings")
        if not (self._parser._allow_no_value and value is None) and not isinstance(value, str):
            raise TypeError("option values must be strings")
        return self._parser.set(self._name, key, value)

    def __delitem__(self, key):
        if not (self._parser.has_option(self._name, key) and self._parser.remove_option(self._name, key)):
            raise KeyError(key)

    def __contains__(self, key):
        return self._parser.has_option(self._name, key)

    def _options(self):
        if self._name != self._parser.default_section:
            return self._parser.options(self._name)
        return list(self._parser.defaults())

    def __len__(self):
        return len(self._options())

    def __iter__(self):
        return iter(self._options())

    def get(self, option, fallback=None, *, raw=False, vars=None):
        return self._parser.get(self._name, option, raw=raw, vars=vars, fallback=fallback)
