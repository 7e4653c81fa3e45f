"""Splits text into words as a shell does."""

import re as _re

__all__ = ["split", "quote", "join"]

_UNSAFE = _re.compile(r"[^\w@%+=:,./-]", _re.ASCII)


def split(s, comments=False, posix=True):
    """The words of a command line."""
    if s is None:
        raise ValueError("s argument must not be None")
    words, word = [], None
    place, size = 0, len(s)
    while place < size:
        c = s[place]
        place += 1
        if c in " \t\r\n":
            if word is not None:
                words.append(word)
                word = None
        elif c == "#" and comments:
            end = s.find("\n", place)
            place = size if end < 0 else end
        elif c == "\\" and posix:
            if place >= size:
                raise ValueError("No escaped character")
            word = (word or "") + s[place]
            place += 1
        elif c in "'\"" and (posix or word is None):
            word = word or ""
            if not posix:
                word += c
            while True:
                if place >= size:
                    raise ValueError("No closing quotation")
                d = s[place]
                place += 1
                if d == c:
                    break
                if d == "\\" and c == '"' and posix:
                    if place >= size:
                        raise ValueError("No escaped character")
                    d = s[place]
                    place += 1
                    if d not in '"\\':
                        d = "\\" + d
                word += d
            if not posix:
                # Outside of POSIX a closing quote ends its word, and a quote inside a word is a letter of it.
                words.append(word + c)
                word = None
        else:
            word = (word or "") + c
    if word is not None:
        words.append(word)
    return words


def quote(s):
    """A word that a shell reads as this text."""
    if not s:
        return "''"
    if not _UNSAFE.search(s):
        return s
    return "'" + s.replace("'", "'\"'\"'") + "'"


def join(split_command):
    """A command line of these words."""
    return " ".join(quote(word) for word in split_command)
