"""Reading and writing tables as text with separators."""

from io import StringIO as _StringIO

__all__ = ["QUOTE_MINIMAL", "QUOTE_ALL", "QUOTE_NONNUMERIC", "QUOTE_NONE", "Error", "Dialect", "excel", "excel_tab",
           "field_size_limit", "reader", "writer", "register_dialect", "get_dialect", "list_dialects", "Sniffer",
           "unregister_dialect", "DictReader", "DictWriter", "unix_dialect"]

QUOTE_MINIMAL, QUOTE_ALL, QUOTE_NONNUMERIC, QUOTE_NONE = 0, 1, 2, 3


class Error(Exception):
    pass


Error.__module__ = "_csv"


class Dialect:
    """How a table is written: separators, quotes, line ends."""

    _name = ""
    _valid = False
    delimiter = None
    quotechar = None
    escapechar = None
    doublequote = None
    skipinitialspace = None
    lineterminator = None
    quoting = None

    def __init__(self):
        if self.__class__ != Dialect:
            self._valid = True
        try:
            _Format(self, {})
        except TypeError as problem:
            raise Error(str(problem)) from None


class excel(Dialect):
    """The usual properties of an Excel-generated CSV file."""

    delimiter = ","
    quotechar = '"'
    doublequote = True
    skipinitialspace = False
    lineterminator = "\r\n"
    quoting = QUOTE_MINIMAL


class excel_tab(excel):
    """The usual properties of an Excel-generated TAB-delimited file."""

    delimiter = "\t"


class unix_dialect(Dialect):
    """The usual properties of a CSV file on UNIX systems."""

    delimiter = ","
    quotechar = '"'
    doublequote = True
    skipinitialspace = False
    lineterminator = "\n"
    quoting = QUOTE_ALL


class _Format:
    """A dialect with its options, checked: what readers and writers work by."""

    _names = ("delimiter", "doublequote", "escapechar", "lineterminator", "quotechar", "quoting", "skipinitialspace",
              "strict")

    def __init__(self, dialect, options):
        if isinstance(dialect, str):
            dialect = get_dialect(dialect)
        for name in options:
            if name not in self._names:
                raise TypeError(f"{name!r} is an invalid keyword argument for this function")

        def value(name, default):
            if name in options:
                return options[name]
            return getattr(dialect, name, default)

        def character(name, default, optional):
            found = value(name, default)
            if optional and found is None:
                return None
            if not isinstance(found, str):
                kind = "string or None" if optional else "string"
                raise TypeError(f'"{name}" must be {kind}, not {type(found).__name__}')
            if len(found) != 1:
                raise TypeError(f'"{name}" must be a 1-character string')
            return found

        self.delimiter = character("delimiter", ",", False)
        self.doublequote = bool(value("doublequote", True))
        self.escapechar = character("escapechar", None, True)
        self.lineterminator = value("lineterminator", "\r\n")
        if not isinstance(self.lineterminator, str):
            raise TypeError(f'"lineterminator" must be a string, not {type(self.lineterminator).__name__}')
        given_quote = value("quotechar", '"')
        self.quotechar = character("quotechar", '"', True)
        quoting = value("quoting", QUOTE_MINIMAL)
        if type(quoting) is not int and not isinstance(quoting, int):
            raise TypeError('"quoting" must be an integer')
        if not 0 <= quoting <= 3:
            raise TypeError('bad "quoting" value')
        if given_quote is None and "quoting" not in options:
            quoting = QUOTE_NONE
        self.quoting = int(quoting)
        self.skipinitialspace = bool(value("skipinitialspace", False))
        self.strict = bool(value("strict", False))
        if self.quoting != QUOTE_NONE and self.quotechar is None:
            raise TypeError("quotechar must be set if quoting enabled")


_dialects = {}


def register_dialect(name, dialect=excel, **options):
    """Gives a dialect a name."""
    if not isinstance(name, str):
        raise TypeError("dialect name must be a string")
    _dialects[name] = _Format(dialect, options)


def unregister_dialect(name):
    if name not in _dialects:
        raise Error("unknown dialect")
    del _dialects[name]


def get_dialect(name):
    if name not in _dialects:
        raise Error("unknown dialect")
    return _dialects[name]


def list_dialects():
    return list(_dialects)


register_dialect("excel", excel)
register_dialect("excel-tab", excel_tab)
register_dialect("unix", unix_dialect)

_limit = 131072


def field_size_limit(new_limit=None):
    """The length that a field may have; sets it where a new one is given."""
    global _limit
    old = _limit
    if new_limit is not None:
        if not isinstance(new_limit, int):
            raise TypeError("limit must be an integer")
        _limit = new_limit
    return old


# Where a reader stands in a record.
_START_RECORD, _START_FIELD, _ESCAPED, _IN_FIELD, _IN_QUOTED, _ESCAPED_QUOTED, _QUOTE_IN_QUOTED, _END = range(8)


class _Reader:
    """Rows of fields from lines of text."""

    def __init__(self, lines, format):
        self.dialect = format
        self._lines = lines
        self.line_num = 0
        # Lines without any of these are split at once.
        self._special = [c for c in (format.quotechar, format.escapechar) if c is not None]
        self._plain = not format.skipinitialspace and format.quoting != QUOTE_NONNUMERIC
        self._quoted = (self._plain and format.quoting != QUOTE_NONE and format.doublequote
                        and format.escapechar is None)

    def __iter__(self):
        return self

    def __next__(self):
        format = self.dialect
        line = next(self._lines)
        if type(line) is str and self._plain:
            for c in self._special:
                if c in line:
                    break
            else:
                text = line[:-2] if line[-2:] == "\r\n" else line[:-1] if line[-1:] in ("\n", "\r") else line
                if "\n" not in text and "\r" not in text and len(text) <= _limit:
                    self.line_num += 1
                    return text.split(format.delimiter) if text else []
            if self._quoted and len(line) <= _limit:
                row = self._quick(line)
                if row is not None:
                    self.line_num += 1
                    return row
        return self._record(line)

    def _quick(self, line):
        """The fields of a line whose quotes are all around whole fields; None for any other line."""
        delimiter, quote = self.dialect.delimiter, self.dialect.quotechar
        text = line[:-2] if line[-2:] == "\r\n" else line[:-1] if line[-1:] in ("\n", "\r") else line
        row = []
        place = 0
        size = len(text)
        while True:
            if text.startswith(quote, place):
                end = text.find(quote, place + 1)
                while end >= 0 and text.startswith(quote, end + 1):
                    end = text.find(quote, end + 2)
                if end < 0:
                    return None
                field = text[place + 1:end]
                row.append(field.replace(quote + quote, quote) if quote in field else field)
                place = end + 1
                if place == size:
                    return row
                if not text.startswith(delimiter, place):
                    return None
                place += 1
                continue
            end = text.find(delimiter, place)
            field = text[place:] if end < 0 else text[place:end]
            if "\n" in field or "\r" in field:
                return None
            row.append(field)
            if end < 0:
                return row
            place = end + 1

    def _record(self, line):
        format = self.dialect
        delimiter, quotechar, escapechar, quoting = format.delimiter, format.quotechar, format.escapechar, format.quoting
        row, field, numeric = [], [], False
        state = _START_RECORD

        def save():
            nonlocal field, numeric
            text = "".join(field)
            field = []
            if numeric:
                numeric = False
                row.append(float(text))
            else:
                row.append(text)

        while True:
            if not isinstance(line, str):
                raise Error(f"iterator should return strings, not {type(line).__name__} "
                            "(the file should be opened in text mode)")
            self.line_num += 1
            for c in line + "\0":
                # The last character stands for the end of the line.
                end = c == "\0"
                newline = c == "\n" or c == "\r" or end
                if state == _START_RECORD:
                    if end:
                        break
                    if newline:
                        state = _END
                        continue
                    state = _START_FIELD
                if state == _START_FIELD:
                    if newline:
                        save()
                        state = _START_RECORD if end else _END
                    elif c == quotechar and quoting != QUOTE_NONE:
                        state = _IN_QUOTED
                    elif c == escapechar:
                        state = _ESCAPED
                    elif c == " " and format.skipinitialspace:
                        pass
                    elif c == delimiter:
                        save()
                    else:
                        numeric = quoting == QUOTE_NONNUMERIC
                        field.append(c)
                        state = _IN_FIELD
                elif state == _ESCAPED:
                    if end:
                        field.append("\n")
                        state = _IN_FIELD
                    else:
                        field.append(c)
                        state = _IN_FIELD
                elif state == _IN_FIELD:
                    if newline:
                        save()
                        state = _START_RECORD if end else _END
                    elif c == escapechar:
                        state = _ESCAPED
                    elif c == delimiter:
                        save()
                        state = _START_FIELD
                    else:
                        field.append(c)
                elif state == _IN_QUOTED:
                    if end:
                        pass
                    elif c == escapechar:
                        state = _ESCAPED_QUOTED
                    elif c == quotechar and quoting != QUOTE_NONE:
                        state = _QUOTE_IN_QUOTED if format.doublequote else _IN_FIELD
                    else:
                        field.append(c)
                elif state == _ESCAPED_QUOTED:
                    field.append("\n" if end else c)
                    state = _IN_QUOTED
                elif state == _QUOTE_IN_QUOTED:
                    if quoting != QUOTE_NONE and c == quotechar:
                        field.append(c)
                        state = _IN_QUOTED
                    elif c == delimiter:
                        save()
                        state = _START_FIELD
                    elif newline:
                        save()
                        state = _START_RECORD if end else _END
                    elif not format.strict:
                        field.append(c)
                        state = _IN_FIELD
                    else:
                        raise Error(f"'{delimiter}' expected after '{quotechar}'")
                elif state == _END:
                    if end:
                        state = _START_RECORD
                    elif not newline:
                        raise Error("new-line character seen in unquoted field - do you need to open the file in "
                                    "universal-newline mode?")
                if len(field) > _limit:
                    raise Error(f"field larger than field limit ({_limit})")
            if state == _START_RECORD:
                return row
            try:
                line = next(self._lines)
            except StopIteration:
                if field or state == _IN_QUOTED:
                    if format.strict:
                        raise Error("unexpected end of data") from None
                    save()
                    return row
                if row:
                    return row
                raise


def reader(csvfile, dialect="excel", **fmtparams):
    """Rows of fields from lines of text."""
    try:
        lines = iter(csvfile)
    except TypeError:
        raise TypeError(f"'{type(csvfile).__name__}' object is not iterable") from None
    return _Reader(lines, _Format(dialect, fmtparams))


class _Writer:
    """Writes rows of fields."""

    def __init__(self, write, format):
        self.dialect = format
        self._write = write
        marks = [format.delimiter, format.escapechar, format.quotechar, "\n", "\r", *format.lineterminator]
        self._special = [c for c in marks if c is not None]
        # Letters and digits need no second look where none of them is a mark.
        self._plain = format.quoting == QUOTE_MINIMAL and not any(c.isalnum() for c in self._special)

    def _field(self, value, text, alone):
        format = self.dialect
        quoting = format.quoting
        quoted = quoting == QUOTE_ALL or quoting == QUOTE_NONNUMERIC and not isinstance(value, (int, float, complex))
        delimiter, quotechar, escapechar = format.delimiter, format.quotechar, format.escapechar
        for c in self._special:
            if c in text:
                break
        else:
            if not text and alone and not quoted:
                if quoting == QUOTE_NONE:
                    raise Error("single empty field record must be quoted")
                quoted = True
            return f"{quotechar}{text}{quotechar}" if quoted else text
        parts = []
        for c in text:
            if c in self._special:
                escape = False
                if quoting == QUOTE_NONE:
                    escape = True
                else:
                    if c == quotechar:
                        if format.doublequote:
                            parts.append(c)
                        else:
                            escape = True
                    elif c == escapechar:
                        escape = True
                    if not escape:
                        quoted = True
                if escape:
                    if escapechar is None:
                        raise Error("need to escape, but no escapechar set")
                    parts.append(escapechar)
            parts.append(c)
        text = "".join(parts)
        return f"{quotechar}{text}{quotechar}" if quoted else text

    def writerow(self, row):
        """Writes one row."""
        try:
            values = list(row)
        except TypeError:
            raise Error(f"iterable expected, not {type(row).__name__}") from None
        alone = len(values) == 1
        parts = []
        for value in values:
            text = value if type(value) is str else "" if value is None else str(value)
            parts.append(text if self._plain and text.isalnum() else self._field(value, text, alone))
        return self._write(self.dialect.delimiter.join(parts) + self.dialect.lineterminator)

    def writerows(self, rows):
        """Writes several rows."""
        for row in rows:
            self.writerow(row)


def writer(csvfile, dialect="excel", **fmtparams):
    """Writes rows of fields to a file."""
    write = getattr(csvfile, "write", None)
    if write is None or not callable(write):
        raise TypeError('argument 1 must have a "write" method')
    return _Writer(write, _Format(dialect, fmtparams))


class DictReader:
    """Rows as dictionaries by the names of the columns."""

    def __init__(self, f, fieldnames=None, restkey=None, restval=None, dialect="excel", *args, **kwds):
        if fieldnames is not None and iter(fieldnames) is fieldnames:
            fieldnames = list(fieldnames)
        self._fieldnames = fieldnames
        self.restkey = restkey
        self.restval = restval
        self.reader = reader(f, dialect, *args, **kwds)
        self.dialect = dialect
        self.line_num = 0

    def __iter__(self):
        return self

    @property
    def fieldnames(self):
        if self._fieldnames is None:
            try:
                self._fieldnames = next(self.reader)
            except StopIteration:
                pass
        self.line_num = self.reader.line_num
        return self._fieldnames

    @fieldnames.setter
    def fieldnames(self, value):
        self._fieldnames = value

    def __next__(self):
        if self.line_num == 0:
            # Reads the names, where they are not given.
            self.fieldnames
        row = next(self.reader)
        self.line_num = self.reader.line_num
        while row == []:
            row = next(self.reader)
        names = self.fieldnames
        result = dict(zip(names, row))
        if len(row) > len(names):
            result[self.restkey] = row[len(names):]
        else:
            for name in names[len(row):]:
                result[name] = self.restval
        return result


class DictWriter:
    """Writes dictionaries as rows by the names of the columns."""

    def __init__(self, f, fieldnames, restval="", extrasaction="raise", dialect="excel", *args, **kwds):
        if fieldnames is not None and iter(fieldnames) is fieldnames:
            fieldnames = list(fieldnames)
        self.fieldnames = fieldnames
        self.restval = restval
        extrasaction = extrasaction.lower()
        if extrasaction not in ("raise", "ignore"):
            raise ValueError(f"extrasaction ({extrasaction}) must be 'raise' or 'ignore'")
        self.extrasaction = extrasaction
        self.writer = writer(f, dialect, *args, **kwds)

    def writeheader(self):
        """Writes the names of the columns."""
        return self.writerow(dict(zip(self.fieldnames, self.fieldnames)))

    def _row(self, rowdict):
        if self.extrasaction == "raise":
            wrong = rowdict.keys() - self.fieldnames
            if wrong:
                raise ValueError("dict contains fields not in fieldnames: " + ", ".join(map(repr, wrong)))
        return [rowdict.get(name, self.restval) for name in self.fieldnames]

    def writerow(self, rowdict):
        return self.writer.writerow(self._row(rowdict))

    def writerows(self, rowdicts):
        return self.writer.writerows(map(self._row, rowdicts))


class Sniffer:
    """Guesses the dialect of a table from a part of it."""

    def __init__(self):
        self.preferred = [",", "\t", ";", " ", ":"]

    def sniff(self, sample, delimiters=None):
        """The dialect that a sample seems to be written in."""
        quote, doubled, delimiter, spaced = self._by_quotes(sample, delimiters)
        if not delimiter:
            delimiter, spaced = self._by_counts(sample, delimiters)
        if not delimiter:
            raise Error("Could not determine delimiter")

        class dialect(Dialect):
            _name = "sniffed"
            lineterminator = "\r\n"
            quoting = QUOTE_MINIMAL

        dialect.doublequote = doubled
        dialect.delimiter = delimiter
        dialect.quotechar = quote or '"'
        dialect.skipinitialspace = spaced
        return dialect

    def _by_quotes(self, sample, delimiters):
        """Looks for separators beside quoted fields."""
        quotes, separators, spaces = {}, {}, 0
        for line in sample.splitlines():
            i = 0
            while i < len(line):
                c = line[i]
                if c not in "\"'":
                    i += 1
                    continue
                end = line.find(c, i + 1)
                while end >= 0 and line[end + 1:end + 2] == c:
                    end = line.find(c, end + 2)
                if end < 0:
                    break
                before = line[:i]
                spaced = before.endswith(" ") and len(before.rstrip(" ")) > 0
                left = before.rstrip(" ")[-1:] if spaced else before[-1:]
                right = line[end + 1:end + 2]
                found = None
                for side in (left, right):
                    if side and not side.isalnum() and side not in "\"'_\n" and (delimiters is None or side in delimiters):
                        found = side
                        break
                if found or not before and not right:
                    quotes[c] = quotes.get(c, 0) + 1
                    if found:
                        separators[found] = separators.get(found, 0) + 1
                        spaces += spaced and left == found
                i = end + 1
        if not quotes:
            return "", False, None, 0
        quote = max(quotes, key=quotes.get)
        delimiter, spaced = "", False
        if separators:
            delimiter = max(separators, key=separators.get)
            spaced = separators[delimiter] == spaces
        doubled = any(f"{quote}{quote}" in part for part in sample.split(delimiter) if part.strip(quote + " \r\n")) if delimiter else False
        return quote, doubled, delimiter, spaced

    def _by_counts(self, sample, delimiters):
        """Looks for a character that each line has as often."""
        lines = [line for line in sample.split("\n") if line]
        if not lines:
            return "", 0
        candidates = {}
        for character in map(chr, range(127)):
            if character.isalnum() or character in "\n\r\"'":
                continue
            if delimiters is not None and character not in delimiters:
                continue
            counts = [line.count(character) for line in lines]
            usual = max(set(counts), key=counts.count)
            if usual and counts.count(usual) / len(lines) >= 0.9:
                candidates[character] = usual
        if not candidates:
            return "", 0
        chosen = next((c for c in self.preferred if c in candidates), None)
        if chosen is None:
            chosen = max(candidates, key=candidates.get)
        spaced = lines[0].count(chosen) == lines[0].count(f"{chosen} ")
        return chosen, spaced

    def has_header(self, sample):
        """Whether the first row seems to name the columns."""
        rows = reader(_StringIO(sample), self.sniff(sample))
        header = next(rows)
        kinds = {i: None for i in range(len(header))}
        for checked, row in enumerate(rows):
            if checked > 20:
                break
            if len(row) != len(header):
                continue
            for column in list(kinds):
                kind = complex
                try:
                    complex(row[column])
                except (ValueError, OverflowError):
                    kind = len(row[column])
                if kind != kinds[column]:
                    if kinds[column] is None:
                        kinds[column] = kind
                    else:
                        del kinds[column]
        votes = 0
        for column, kind in kinds.items():
            if isinstance(kind, int):
                votes += 1 if len(header[column]) != kind else -1
            else:
                try:
                    kind(header[column])
                except (ValueError, TypeError):
                    votes += 1
                else:
                    votes -= 1
        return votes > 0
