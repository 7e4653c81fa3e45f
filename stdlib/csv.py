"""Reading and writing tables as comma-separated text."""

QUOTE_MINIMAL, QUOTE_ALL, QUOTE_NONNUMERIC, QUOTE_NONE = 0, 1, 2, 3

__all__ = ["Dialect", "DictReader", "DictWriter", "Error", "QUOTE_ALL", "QUOTE_MINIMAL", "QUOTE_NONE",
           "QUOTE_NONNUMERIC", "excel", "excel_tab", "reader", "writer"]


class Error(Exception):
    pass


class Dialect:
    delimiter = ","
    quotechar = '"'
    escapechar = None
    doublequote = True
    skipinitialspace = False
    lineterminator = "\r\n"
    quoting = QUOTE_MINIMAL


class excel(Dialect):
    pass


class excel_tab(excel):
    delimiter = "\t"


class unix_dialect(Dialect):
    lineterminator = "\n"
    quoting = QUOTE_ALL


_dialects = {"excel": excel, "excel-tab": excel_tab, "unix": unix_dialect}


def register_dialect(name, dialect=excel, **options):
    _dialects[name] = type(name, (dialect,), options)


def list_dialects():
    return list(_dialects)


def get_dialect(name):
    if name not in _dialects:
        raise Error("unknown dialect")
    return _dialects[name]


def _options(dialect, options):
    base = get_dialect(dialect) if isinstance(dialect, str) else dialect
    made = Dialect()
    for name in ("delimiter", "quotechar", "escapechar", "doublequote", "skipinitialspace", "lineterminator", "quoting"):
        setattr(made, name, options.pop(name, getattr(base, name)))
    strict = options.pop("strict", False)
    if options:
        raise TypeError(f"'{next(iter(options))}' is an invalid keyword argument for this function")
    if not isinstance(made.delimiter, str) or len(made.delimiter) != 1:
        raise TypeError('"delimiter" must be a 1-character string')
    return made


class reader:
    """Rows of fields from lines of text."""

    def __init__(self, csvfile, dialect="excel", **fmtparams):
        self.dialect = _options(dialect, fmtparams)
        self._lines = iter(csvfile)
        self.line_num = 0

    def __iter__(self):
        return self

    def __next__(self):
        d = self.dialect
        row, field, quoted, was_quoted, started = [], "", False, False, False

        def finish():
            if d.quoting == QUOTE_NONNUMERIC and not was_quoted:
                row.append(float(field))
            else:
                row.append(field)

        line = next(self._lines)
        self.line_num += 1
        while True:
            i = 0
            text = line if quoted else line
            while i < len(text):
                c = text[i]
                i += 1
                if quoted:
                    if d.escapechar and c == d.escapechar and i < len(text):
                        field += text[i]
                        i += 1
                    elif c == d.quotechar:
                        if d.doublequote and i < len(text) and text[i] == d.quotechar:
                            field += c
                            i += 1
                        else:
                            quoted = False
                    else:
                        field += c
                elif c in "\r\n":
                    break
                elif d.escapechar and c == d.escapechar and i < len(text):
                    field += text[i]
                    i += 1
                    started = True
                elif c == d.delimiter:
                    finish()
                    field, was_quoted, started = "", False, False
                    if not row:
                        continue
                elif c == d.quotechar and not field and not was_quoted and d.quoting != QUOTE_NONE:
                    quoted = was_quoted = started = True
                elif c == " " and d.skipinitialspace and not field and not was_quoted:
                    pass
                else:
                    field += c
                    started = True
            if not quoted:
                break
            try:
                line = next(self._lines)
            except StopIteration:
                break
            self.line_num += 1
        if not row and not field and not was_quoted:
            return []
        finish()
        return row


class writer:
    """Writes rows of fields."""

    def __init__(self, csvfile, dialect="excel", **fmtparams):
        self.dialect = _options(dialect, fmtparams)
        self._write = csvfile.write

    def _field(self, value, alone):
        d = self.dialect
        text = "" if value is None else repr(value) if isinstance(value, float) else str(value)
        quote = d.quoting == QUOTE_ALL or (d.quoting == QUOTE_NONNUMERIC and not isinstance(value, (int, float)))
        if not quote:
            special = any(c in text for c in (d.delimiter, d.quotechar, "\n", "\r") if c) or (alone and not text)
            if special and d.quoting == QUOTE_NONE:
                if not d.escapechar:
                    raise Error("need to escape, but no escapechar set")
                for c in (d.escapechar, d.delimiter, d.quotechar):
                    text = text.replace(c, d.escapechar + c)
                return text
            quote = special
        if not quote:
            return text
        if d.doublequote:
            text = text.replace(d.quotechar, d.quotechar * 2)
        elif d.escapechar:
            text = text.replace(d.quotechar, d.escapechar + d.quotechar)
        return d.quotechar + text + d.quotechar

    def writerow(self, row):
        try:
            row = list(row)
        except TypeError:
            raise Error(f"iterable expected, not {type(row).__name__}") from None
        return self._write(self.dialect.delimiter.join([self._field(v, len(row) == 1) for v in row]) + self.dialect.lineterminator)

    def writerows(self, rows):
        for row in rows:
            self.writerow(row)


class DictReader:
    def __init__(self, f, fieldnames=None, restkey=None, restval=None, dialect="excel", *args, **kwds):
        self._fieldnames = fieldnames
        self.restkey = restkey
        self.restval = restval
        self.reader = reader(f, dialect, *args, **kwds)

    @property
    def line_num(self):
        return self.reader.line_num

    @property
    def fieldnames(self):
        if self._fieldnames is None:
            try:
                self._fieldnames = next(self.reader)
            except StopIteration:
                pass
        return self._fieldnames

    def __iter__(self):
        return self

    def __next__(self):
        names = self.fieldnames
        row = next(self.reader)
        while row == []:
            row = next(self.reader)
        result = dict(zip(names, row))
        if len(row) > len(names):
            result[self.restkey] = row[len(names):]
        for name in names[len(row):]:
            result[name] = self.restval
        return result


class DictWriter:
    def __init__(self, f, fieldnames, restval="", extrasaction="raise", dialect="excel", *args, **kwds):
        self.fieldnames = list(fieldnames)
        self.restval = restval
        self.extrasaction = extrasaction
        self.writer = writer(f, dialect, *args, **kwds)

    def writeheader(self):
        return self.writer.writerow(self.fieldnames)

    def writerow(self, row):
        if self.extrasaction == "raise":
            wrong = [name for name in row if name not in self.fieldnames]
            if wrong:
                raise ValueError("dict contains fields not in fieldnames: " + ", ".join(map(repr, wrong)))
        return self.writer.writerow([row.get(name, self.restval) for name in self.fieldnames])

    def writerows(self, rows):
        for row in rows:
            self.writerow(row)
