"""What `re` has in the language itself: its flags, and `Scanner`."""

import enum


class RegexFlag(enum.IntFlag):
    """Flags of regular expressions."""

    NOFLAG = 0
    ASCII = A = 256
    IGNORECASE = I = 2
    LOCALE = L = 4
    UNICODE = U = 32
    MULTILINE = M = 8
    DOTALL = S = 16
    VERBOSE = X = 64
    TEMPLATE = T = 1
    DEBUG = 128

    def __repr__(self):
        value = self._value_
        if not value:
            return "re.NOFLAG"
        names = []
        for flag in RegexFlag:
            if flag._value_ & value:
                names.append("re." + flag._name_)
                value &= ~flag._value_
        if value:
            names.append(hex(value))
        return "|".join(names)

    __str__ = __repr__


NOFLAG = RegexFlag.NOFLAG
ASCII = A = RegexFlag.ASCII
IGNORECASE = I = RegexFlag.IGNORECASE
LOCALE = L = RegexFlag.LOCALE
UNICODE = U = RegexFlag.UNICODE
MULTILINE = M = RegexFlag.MULTILINE
DOTALL = S = RegexFlag.DOTALL
VERBOSE = X = RegexFlag.VERBOSE
TEMPLATE = T = RegexFlag.TEMPLATE
DEBUG = RegexFlag.DEBUG
RegexFlag.__module__ = "re"


class Scanner:
    """Cuts a text into tokens: pairs of a pattern and what to do with its matches."""

    def __init__(self, lexicon, flags=0):
        import re
        self.lexicon = lexicon
        self._rules = [(re.compile(phrase, flags), action) for phrase, action in lexicon]

    def scan(self, string):
        result = []
        place = 0
        while True:
            for pattern, action in self._rules:
                match = pattern.match(string, place)
                if match:
                    break
            else:
                break
            if match.end() == place:
                break
            if callable(action):
                self.match = match
                action = action(self, match.group())
            if action is not None:
                result.append(action)
            place = match.end()
        return result, string[place:]
