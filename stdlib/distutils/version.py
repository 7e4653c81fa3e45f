"""Version numbers that can be compared."""

import re as _re


class Version:
    """A version given as text; what it is compared with may be text, too."""

    def __init__(self, vstring=None):
        if vstring:
            self.parse(vstring)

    def __repr__(self):
        return f"{self.__class__.__name__} ('{self}')"

    def _compare(self, other):
        """-1, 0 or 1; NotImplemented for what is no version."""
        if isinstance(other, str):
            other = self.__class__(other)
        elif not isinstance(other, self.__class__):
            return NotImplemented
        mine, its = self._key(), other._key()
        return 0 if mine == its else -1 if mine < its else 1

    def __eq__(self, other):
        order = self._compare(other)
        return order if order is NotImplemented else order == 0

    def __lt__(self, other):
        order = self._compare(other)
        return order if order is NotImplemented else order < 0

    def __le__(self, other):
        order = self._compare(other)
        return order if order is NotImplemented else order <= 0

    def __gt__(self, other):
        order = self._compare(other)
        return order if order is NotImplemented else order > 0

    def __ge__(self, other):
        order = self._compare(other)
        return order if order is NotImplemented else order >= 0

    __hash__ = None


class StrictVersion(Version):
    """Two or three numbers, and perhaps a letter a or b with a number: 1.4.2, 0.9b3."""

    _form = _re.compile(r"(\d+)\.(\d+)(?:\.(\d+))?(?:([ab])(\d+))?", _re.ASCII)

    def parse(self, vstring):
        match = self._form.fullmatch(vstring)
        if not match:
            raise ValueError(f"invalid version number '{vstring}'")
        major, minor, patch, letter, number = match.groups()
        self.version = int(major), int(minor), int(patch or 0)
        self.prerelease = (letter, int(number)) if letter else None

    def __str__(self):
        numbers = self.version if self.version[2] else self.version[:2]
        text = ".".join(map(str, numbers))
        return text + (self.prerelease[0] + str(self.prerelease[1]) if self.prerelease else "")

    def _key(self):
        # What comes before a release is less than it.
        return self.version, self.prerelease is None, self.prerelease or ("", 0)


class LooseVersion(Version):
    """Any text, as the numbers and words in it: 1.13.1+cu117 is [1, 13, 1, '+cu', 117]."""

    def parse(self, vstring):
        self.vstring = vstring
        parts = [part for part in _re.split(r"(\d+|[a-z]+|\.)", vstring) if part and part != "."]
        self.version = [int(part) if part.isdecimal() else part for part in parts]

    def __str__(self):
        return self.vstring

    def __repr__(self):
        return f"LooseVersion ('{self}')"

    def _key(self):
        return self.version
