"""The assertions of `TestCase`."""

import re

_DIFF_OMITTED = "\nDiff is %s characters long. Set self.maxDiff to None to see it."
_MAX_LENGTH = 80
_PLACEHOLDER = 12
_KEPT = 5
_MIN_DIFF = _MAX_LENGTH - (_KEPT + _PLACEHOLDER + _KEPT + _PLACEHOLDER + _KEPT)
_DIFF_LIMIT = 2 ** 16


def safe_repr(value, short=False):
    try:
        text = repr(value)
    except Exception:
        text = object.__repr__(value)
    return text if not short or len(text) < _MAX_LENGTH else text[:_MAX_LENGTH] + " [truncated]..."


def _shorten(text, head, tail):
    skipped = len(text) - head - tail
    if skipped > _PLACEHOLDER:
        text = f"{text[:head]}[{skipped} chars]{text[len(text) - tail:]}"
    return text


def short_reprs(*values):
    """Reprs without the long parts that they share."""
    texts = tuple(map(safe_repr, values))
    longest = max(map(len, texts))
    if longest <= _MAX_LENGTH:
        return texts
    low, high = min(texts), max(texts)
    shared = 0
    while shared < len(low) and shared < len(high) and low[shared] == high[shared]:
        shared += 1
    prefix = low[:shared]
    room = _MAX_LENGTH - (longest - shared + _KEPT + _PLACEHOLDER)
    if room > _KEPT:
        prefix = _shorten(prefix, _KEPT, room)
        return tuple(prefix + text[shared:] for text in texts)
    prefix = _shorten(prefix, _KEPT, _KEPT)
    return tuple(prefix + _shorten(text[shared:], _MIN_DIFF, _KEPT) for text in texts)


def _pretty_diff(first, second):
    # Needed only where a test fails.
    import difflib
    import pprint
    return "\n" + "\n".join(difflib.ndiff(pprint.pformat(first).splitlines(), pprint.pformat(second).splitlines()))


class _RaisesContext:
    """`with self.assertRaises(…)`."""

    def __init__(self, case, expected, regex=None, message=None):
        self._case = case
        self.expected = expected
        self._regex = re.compile(regex) if isinstance(regex, (str, bytes)) else regex
        self._message = message
        self.exception = None

    def _fail(self, standard):
        raise self._case.failureException(self._case._formatMessage(self._message, standard))

    def __enter__(self):
        return self

    def __exit__(self, kind, error, traceback):
        if kind is None:
            try:
                name = self.expected.__name__
            except AttributeError:
                name = str(self.expected)
            function = getattr(self, "function_name", None)
            self._fail(f"{name} not raised by {function}" if function else f"{name} not raised")
        if not issubclass(kind, self.expected):
            return False
        self.exception = error.with_traceback(None)
        if self._regex is not None and not self._regex.search(str(error)):
            self._fail(f'"{self._regex.pattern}" does not match "{error}"')
        return True


class _WarnsContext:
    """`with self.assertWarns(…)`."""

    def __init__(self, case, expected, regex=None, message=None):
        self._case = case
        self.expected = expected
        self._regex = re.compile(regex) if isinstance(regex, (str, bytes)) else regex
        self._message = message
        self.warning = None

    def __enter__(self):
        import warnings
        self._manager = warnings.catch_warnings(record=True)
        self.warnings = self._manager.__enter__()
        warnings.simplefilter("always", self.expected if not isinstance(self.expected, tuple) else Warning)
        return self

    def __exit__(self, kind, error, traceback):
        self._manager.__exit__(kind, error, traceback)
        if kind is not None:
            return
        name = getattr(self.expected, "__name__", str(self.expected))
        first = None
        for entry in self.warnings:
            if not isinstance(entry.message, self.expected):
                continue
            if first is None:
                first = entry.message
            if self._regex is not None and not self._regex.search(str(entry.message)):
                continue
            self.warning, self.filename, self.lineno = entry.message, entry.filename, entry.lineno
            return
        fail = self._case._formatMessage
        if first is not None:
            raise self._case.failureException(
                fail(self._message, f'"{self._regex.pattern}" does not match "{first}"'))
        function = getattr(self, "function_name", None)
        raise self._case.failureException(
            fail(self._message, f"{name} not triggered by {function}" if function else f"{name} not triggered"))


class _LogsContext:
    """`with self.assertLogs(…)`."""

    def __init__(self, case, logger, level, expects_none):
        import logging
        self._case = case
        self._logger = logger
        self._level = logging._checkLevel(level) if level else logging.INFO
        self._expects_none = expects_none

    def __enter__(self):
        import logging
        context = self

        class Collector(logging.Handler):
            def emit(self, record):
                context.records.append(record)
                context.output.append(f"{record.levelname}:{record.name}:{record.getMessage()}")
        self.records, self.output = [], []
        self.logger = self._logger if isinstance(self._logger, logging.Logger) else logging.getLogger(self._logger)
        handler = Collector()
        handler.setLevel(self._level)
        self._saved = self.logger.handlers[:], self.logger.level, self.logger.propagate
        self.logger.handlers = [handler]
        self.logger.setLevel(self._level)
        self.logger.propagate = False
        return None if self._expects_none else self

    def __exit__(self, kind, error, traceback):
        import logging
        self.logger.handlers, level, self.logger.propagate = self._saved
        self.logger.setLevel(level)
        if kind is not None:
            return False
        name, level = self.logger.name, logging.getLevelName(self._level)
        if self._expects_none and self.records:
            raise self._case.failureException(
                self._case._formatMessage(None, f"Unexpected logs found: {self.output!r}"))
        if not self._expects_none and not self.records:
            raise self._case.failureException(
                self._case._formatMessage(None, f"no logs of level {level} or higher triggered on {name}"))


class Assertions:
    def fail(self, msg=None):
        raise self.failureException(msg)

    def _formatMessage(self, msg, standardMsg):
        if not self.longMessage:
            return msg or standardMsg
        if msg is None:
            return standardMsg
        try:
            return f"{standardMsg} : {msg}"
        except UnicodeDecodeError:
            return f"{safe_repr(standardMsg)} : {safe_repr(msg)}"

    def _truncateMessage(self, message, diff):
        if self.maxDiff is None or len(diff) <= self.maxDiff:
            return message + diff
        return message + _DIFF_OMITTED % len(diff)

    def _fail(self, msg, standard):
        raise self.failureException(self._formatMessage(msg, standard))

    # Truth and identity.

    def assertTrue(self, expr, msg=None):
        if not expr:
            self._fail(msg, f"{safe_repr(expr)} is not true")

    def assertFalse(self, expr, msg=None):
        if expr:
            self._fail(msg, f"{safe_repr(expr)} is not false")

    def assertIs(self, expr1, expr2, msg=None):
        if expr1 is not expr2:
            self._fail(msg, f"{safe_repr(expr1)} is not {safe_repr(expr2)}")

    def assertIsNot(self, expr1, expr2, msg=None):
        if expr1 is expr2:
            self._fail(msg, f"unexpectedly identical: {safe_repr(expr1)}")

    def assertIsNone(self, obj, msg=None):
        if obj is not None:
            self._fail(msg, f"{safe_repr(obj)} is not None")

    def assertIsNotNone(self, obj, msg=None):
        if obj is None:
            self._fail(msg, "unexpectedly None")

    def assertIsInstance(self, obj, cls, msg=None):
        if not isinstance(obj, cls):
            self._fail(msg, f"{safe_repr(obj)} is not an instance of {cls!r}")

    def assertNotIsInstance(self, obj, cls, msg=None):
        if isinstance(obj, cls):
            self._fail(msg, f"{safe_repr(obj)} is an instance of {cls!r}")

    # Equality.

    def assertEqual(self, first, second, msg=None):
        check = None
        if type(first) is type(second):
            check = self._type_equality_funcs.get(type(first))
            if isinstance(check, str):
                check = getattr(self, check)
        if check is not None:
            check(first, second, msg=msg)
        elif not first == second:
            self._fail(msg, "%s != %s" % short_reprs(first, second))

    def assertNotEqual(self, first, second, msg=None):
        if not first != second:
            self._fail(msg, f"{safe_repr(first)} == {safe_repr(second)}")

    def _almost(self, places, delta):
        if delta is not None and places is not None:
            raise TypeError("specify delta or places not both")

    def assertAlmostEqual(self, first, second, places=None, msg=None, delta=None):
        if first == second:
            return
        self._almost(places, delta)
        diff = abs(first - second)
        if delta is not None:
            if diff <= delta:
                return
            standard = (f"{safe_repr(first)} != {safe_repr(second)} within {safe_repr(delta)} delta "
                        f"({safe_repr(diff)} difference)")
        else:
            if places is None:
                places = 7
            if round(diff, places) == 0:
                return
            standard = (f"{safe_repr(first)} != {safe_repr(second)} within {places!r} places "
                        f"({safe_repr(diff)} difference)")
        self._fail(msg, standard)

    def assertNotAlmostEqual(self, first, second, places=None, msg=None, delta=None):
        self._almost(places, delta)
        diff = abs(first - second)
        if delta is not None:
            if not first == second and diff > delta:
                return
            standard = (f"{safe_repr(first)} == {safe_repr(second)} within {safe_repr(delta)} delta "
                        f"({safe_repr(diff)} difference)")
        else:
            if places is None:
                places = 7
            if not first == second and round(diff, places) != 0:
                return
            standard = f"{safe_repr(first)} == {safe_repr(second)} within {places!r} places"
        self._fail(msg, standard)

    def assertSequenceEqual(self, seq1, seq2, msg=None, seq_type=None):
        if seq_type is not None:
            name = seq_type.__name__
            for place, sequence in (("First", seq1), ("Second", seq2)):
                if not isinstance(sequence, seq_type):
                    raise self.failureException(f"{place} sequence is not a {name}: {safe_repr(sequence)}")
        else:
            name = "sequence"
        standard = None
        try:
            len1 = len(seq1)
        except (TypeError, NotImplementedError):
            standard = f"First {name} has no length.    Non-sequence?"
        if standard is None:
            try:
                len2 = len(seq2)
            except (TypeError, NotImplementedError):
                standard = f"Second {name} has no length.    Non-sequence?"
        if standard is None:
            if seq1 == seq2:
                return
            standard = "%ss differ: %s != %s\n" % ((name.capitalize(),) + short_reprs(seq1, seq2))
            for i in range(min(len1, len2)):
                try:
                    item1 = seq1[i]
                except (TypeError, IndexError, NotImplementedError):
                    standard += f"\nUnable to index element {i} of first {name}\n"
                    break
                try:
                    item2 = seq2[i]
                except (TypeError, IndexError, NotImplementedError):
                    standard += f"\nUnable to index element {i} of second {name}\n"
                    break
                if item1 != item2:
                    standard += "\nFirst differing element %d:\n%s\n%s\n" % ((i,) + short_reprs(item1, item2))
                    break
            else:
                if len1 == len2 and seq_type is None and type(seq1) != type(seq2):
                    return
            for place, longer, more, less in (("First", seq1, len1, len2), ("Second", seq2, len2, len1)):
                if more > less:
                    standard += f"\n{place} {name} contains {more - less} additional elements.\n"
                    try:
                        standard += f"First extra element {less}:\n{safe_repr(longer[less])}\n"
                    except (TypeError, IndexError, NotImplementedError):
                        standard += f"Unable to index element {less} of {place.lower()} {name}\n"
                    break
        self.fail(self._formatMessage(msg, self._truncateMessage(standard, _pretty_diff(seq1, seq2))))

    def assertListEqual(self, list1, list2, msg=None):
        self.assertSequenceEqual(list1, list2, msg, seq_type=list)

    def assertTupleEqual(self, tuple1, tuple2, msg=None):
        self.assertSequenceEqual(tuple1, tuple2, msg, seq_type=tuple)

    def assertSetEqual(self, set1, set2, msg=None):
        differences = []
        for place, one, other in (("first", set1, set2), ("second", set2, set1)):
            try:
                differences.append(one.difference(other))
            except TypeError as error:
                self.fail(f"invalid type when attempting set difference: {error}")
            except AttributeError as error:
                self.fail(f"{place} argument does not support set difference: {error}")
        if not differences[0] and not differences[1]:
            return
        lines = []
        for place, other, items in (("first", "second", differences[0]), ("second", "first", differences[1])):
            if items:
                lines.append(f"Items in the {place} set but not the {other}:")
                lines.extend(repr(item) for item in items)
        self._fail(msg, "\n".join(lines))

    def assertDictEqual(self, d1, d2, msg=None):
        self.assertIsInstance(d1, dict, "First argument is not a dictionary")
        self.assertIsInstance(d2, dict, "Second argument is not a dictionary")
        if d1 != d2:
            standard = "%s != %s" % short_reprs(d1, d2)
            self.fail(self._formatMessage(msg, self._truncateMessage(standard, _pretty_diff(d1, d2))))

    def assertMultiLineEqual(self, first, second, msg=None):
        self.assertIsInstance(first, str, "First argument is not a string")
        self.assertIsInstance(second, str, "Second argument is not a string")
        if first == second:
            return
        standard = "%s != %s" % short_reprs(first, second)
        if len(first) > _DIFF_LIMIT or len(second) > _DIFF_LIMIT:
            self._fail(msg, standard)
        import difflib
        old, new = first.splitlines(keepends=True), second.splitlines(keepends=True)
        if len(old) == 1 and first.strip("\r\n") == first:
            old, new = [first + "\n"], [second + "\n"]
        self.fail(self._formatMessage(msg, self._truncateMessage(standard, "\n" + "".join(difflib.ndiff(old, new)))))

    def assertCountEqual(self, first, second, msg=None):
        one, other = list(first), list(second)
        try:
            seen = dict.fromkeys(one + other)
        except TypeError:
            seen = []
            for item in one + other:
                if item not in seen:
                    seen.append(item)
        differences = []
        for item in seen:
            counts = one.count(item), other.count(item)
            if counts[0] != counts[1]:
                differences.append((*counts, item))
        if not differences:
            return
        text = "Element counts were not equal:\n"
        text += "\n".join("First has %d, Second has %d:  %r" % difference for difference in differences)
        self.fail(self._truncateMessage(self._formatMessage(msg, text[:text.index("\n") + 1]),
                                        text[text.index("\n") + 1:]))

    def assertDictContainsSubset(self, subset, dictionary, msg=None):
        missing = [key for key in subset if key not in dictionary]
        wrong = [f"{safe_repr(key)}, expected: {safe_repr(value)}, actual: {safe_repr(dictionary[key])}"
                 for key, value in subset.items() if key in dictionary and dictionary[key] != value]
        if not missing and not wrong:
            return
        text = f"Missing: {','.join(map(safe_repr, missing))}" if missing else ""
        if wrong:
            text += ("; " if text else "") + f"Mismatched values: {','.join(wrong)}"
        self._fail(msg, text)

    # Order and membership.

    def assertIn(self, member, container, msg=None):
        if member not in container:
            self._fail(msg, f"{safe_repr(member)} not found in {safe_repr(container)}")

    def assertNotIn(self, member, container, msg=None):
        if member in container:
            self._fail(msg, f"{safe_repr(member)} unexpectedly found in {safe_repr(container)}")

    def assertLess(self, a, b, msg=None):
        if not a < b:
            self._fail(msg, f"{safe_repr(a)} not less than {safe_repr(b)}")

    def assertLessEqual(self, a, b, msg=None):
        if not a <= b:
            self._fail(msg, f"{safe_repr(a)} not less than or equal to {safe_repr(b)}")

    def assertGreater(self, a, b, msg=None):
        if not a > b:
            self._fail(msg, f"{safe_repr(a)} not greater than {safe_repr(b)}")

    def assertGreaterEqual(self, a, b, msg=None):
        if not a >= b:
            self._fail(msg, f"{safe_repr(a)} not greater than or equal to {safe_repr(b)}")

    # Texts.

    def assertRegex(self, text, expected_regex, msg=None):
        if isinstance(expected_regex, (str, bytes)):
            expected_regex = re.compile(expected_regex)
        if not expected_regex.search(text):
            self._fail(msg, f"Regex didn't match: {expected_regex.pattern!r} not found in {text!r}")

    def assertNotRegex(self, text, unexpected_regex, msg=None):
        if isinstance(unexpected_regex, (str, bytes)):
            unexpected_regex = re.compile(unexpected_regex)
        match = unexpected_regex.search(text)
        if match:
            self._fail(msg, f"Regex matched: {text[match.start():match.end()]!r} matches "
                            f"{unexpected_regex.pattern!r} in {text!r}")

    # Exceptions, warnings and logs.

    def _expect(self, context_class, base, name, expected, regex, args, kwargs):
        classes = expected if isinstance(expected, tuple) else (expected,)
        if not all(isinstance(cls, type) and issubclass(cls, base) for cls in classes):
            what = "an exception type" if base is BaseException else "a warning class"
            raise TypeError(f"{name}() arg 1 must be {what} or tuple of {what.split(' ', 1)[1]}s"
                            .replace("classs", "classes"))
        if not args:
            context = context_class(self, expected, regex, kwargs.pop("msg", None))
            if kwargs:
                raise TypeError(f"{next(iter(kwargs))!r} is an invalid keyword argument for this function")
            return context
        function, *args = args
        context = context_class(self, expected, regex)
        context.function_name = getattr(function, "__name__", str(function))
        with context:
            function(*args, **kwargs)

    def assertRaises(self, expected_exception, *args, **kwargs):
        return self._expect(_RaisesContext, BaseException, "assertRaises", expected_exception, None, args, kwargs)

    def assertRaisesRegex(self, expected_exception, expected_regex, *args, **kwargs):
        return self._expect(
            _RaisesContext, BaseException, "assertRaisesRegex", expected_exception, expected_regex, args, kwargs)

    def assertWarns(self, expected_warning, *args, **kwargs):
        return self._expect(_WarnsContext, Warning, "assertWarns", expected_warning, None, args, kwargs)

    def assertWarnsRegex(self, expected_warning, expected_regex, *args, **kwargs):
        return self._expect(
            _WarnsContext, Warning, "assertWarnsRegex", expected_warning, expected_regex, args, kwargs)

    def assertLogs(self, logger=None, level=None):
        return _LogsContext(self, logger, level, False)

    def assertNoLogs(self, logger=None, level=None):
        return _LogsContext(self, logger, level, True)

    # Former names.

    failUnlessEqual = assertEquals = assertEqual
    failIfEqual = assertNotEquals = assertNotEqual
    failUnless = assert_ = assertTrue
    failIf = assertFalse
    failUnlessRaises = assertRaises
    assertAlmostEquals = assertAlmostEqual
    assertNotAlmostEquals = assertNotAlmostEqual
    assertRegexpMatches = assertRegex
    assertNotRegexpMatches = assertNotRegex
    assertRaisesRegexp = assertRaisesRegex
