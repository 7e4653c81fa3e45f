"""Version numbers and their order, as PEP 440 has them."""

import functools as _functools
import re as _re

__all__ = ["InvalidVersion", "Version", "parse", "VERSION_PATTERN"]

VERSION_PATTERN = r"""
    v?(?:(?P<epoch>[0-9]+)!)?
    (?P<release>[0-9]+(?:\.[0-9]+)*)
    (?P<pre>[-_.]?(?P<pre_l>alpha|a|beta|b|preview|pre|c|rc)[-_.]?(?P<pre_n>[0-9]+)?)?
    (?P<post>(?:-(?P<post_n1>[0-9]+))|(?:[-_.]?(?P<post_l>post|rev|r)[-_.]?(?P<post_n2>[0-9]+)?))?
    (?P<dev>[-_.]?(?P<dev_l>dev)[-_.]?(?P<dev_n>[0-9]+)?)?
    (?:\+(?P<local>[a-z0-9]+(?:[-_.][a-z0-9]+)*))?
"""
_FORM = _re.compile(r"\s*" + VERSION_PATTERN + r"\s*", _re.VERBOSE | _re.IGNORECASE)
_LETTERS = {"alpha": "a", "beta": "b", "c": "rc", "pre": "rc", "preview": "rc"}


class InvalidVersion(ValueError):
    """A text that is no version."""


def parse(version):
    """The version of a text."""
    return Version(version)


@_functools.total_ordering
class Version:
    """A version: [epoch!]release[pre][.post][.dev][+local]."""

    def __init__(self, version):
        match = _FORM.fullmatch(version)
        if not match:
            raise InvalidVersion(f"Invalid version: {version!r}")
        part = match.group
        self.epoch = int(part("epoch") or 0)
        self.release = tuple(int(number) for number in part("release").split("."))
        letter = (part("pre_l") or "").lower()
        self.pre = (_LETTERS.get(letter, letter), int(part("pre_n") or 0)) if letter else None
        self.post = int(part("post_n1") or part("post_n2") or 0) if part("post") else None
        self.dev = int(part("dev_n") or 0) if part("dev") else None
        words = _re.split(r"[-_.]", part("local").lower()) if part("local") else []
        self._local = tuple(int(word) if word.isdigit() else word for word in words)
        self._key = self._order()

    def _order(self):
        """What versions are compared by: a development release comes before all else of its release, then what comes
        before it, itself, and what comes after it."""
        release = self.release
        while len(release) > 1 and release[-1] == 0:
            release = release[:-1]
        if self.pre is not None:
            pre = (0,) + self.pre
        else:
            pre = (-1,) if self.post is None and self.dev is not None else (1,)
        post = -1 if self.post is None else self.post
        dev = (1, 0) if self.dev is None else (0, self.dev)
        # Words of the local part come before numbers.
        local = tuple((1, word, "") if isinstance(word, int) else (0, 0, word) for word in self._local)
        return self.epoch, release, pre, post, dev, local

    @property
    def local(self):
        return ".".join(map(str, self._local)) if self._local else None

    @property
    def public(self):
        return str(self).split("+", 1)[0]

    @property
    def base_version(self):
        return (f"{self.epoch}!" if self.epoch else "") + ".".join(map(str, self.release))

    @property
    def is_prerelease(self):
        return self.dev is not None or self.pre is not None

    @property
    def is_postrelease(self):
        return self.post is not None

    @property
    def is_devrelease(self):
        return self.dev is not None

    @property
    def major(self):
        return self.release[0]

    @property
    def minor(self):
        return self.release[1] if len(self.release) > 1 else 0

    @property
    def micro(self):
        return self.release[2] if len(self.release) > 2 else 0

    def __str__(self):
        text = self.base_version
        if self.pre is not None:
            text += self.pre[0] + str(self.pre[1])
        if self.post is not None:
            text += f".post{self.post}"
        if self.dev is not None:
            text += f".dev{self.dev}"
        return text + (f"+{self.local}" if self._local else "")

    def __repr__(self):
        return f"<Version('{self}')>"

    def __hash__(self):
        return hash(self._key)

    def __eq__(self, other):
        return self._key == other._key if isinstance(other, Version) else NotImplemented

    def __lt__(self, other):
        return self._key < other._key if isinstance(other, Version) else NotImplemented
