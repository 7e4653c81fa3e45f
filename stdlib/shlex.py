"""Splits text into words as a shell does."""

import io as _io
import re as _re
import sys as _sys
from collections import deque as _deque

__all__ = ["shlex", "split", "quote", "join"]

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


class shlex:
    """Reads tokens from a text or a stream, one at a time; what counts as a word can be set."""

    def __init__(self, instream=None, infile=None, posix=False, punctuation_chars=False):
        self.instream = _io.StringIO(instream) if isinstance(instream, str) else _sys.stdin if instream is None else instream
        self.infile = None if instream is None else infile
        self.posix, self.eof = posix, None if posix else ""
        self.commenters, self.whitespace, self.whitespace_split = "#", " \t\r\n", False
        self.wordchars = "abcdfeghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_"
        if posix:
            self.wordchars += "".join(map(chr, [*range(0xDF, 0xF7), *range(0xF8, 0x100), *range(0xC0, 0xD7), *range(0xD8, 0xDF)]))
        self.quotes, self.escape, self.escapedquotes = "'\"", "\\", '"'
        self.state, self.pushback, self.lineno, self.debug, self.token = " ", _deque(), 1, 0, ""
        self.filestack, self.source = _deque(), None
        self._punctuation_chars = "();<>|&" if punctuation_chars is True else punctuation_chars or ""
        self._given_back = _deque()
        if punctuation_chars:
            self.wordchars += "~-./*?="
            self.wordchars = "".join(c for c in self.wordchars if c not in self._punctuation_chars)

    @property
    def punctuation_chars(self):
        return self._punctuation_chars

    def push_token(self, tok):
        """Lets a token be the next one."""
        self.pushback.appendleft(tok)

    def push_source(self, newstream, newfile=None):
        """Reads from another stream until its end."""
        newstream = _io.StringIO(newstream) if isinstance(newstream, str) else newstream
        self.filestack.appendleft((self.infile, self.instream, self.lineno))
        self.infile, self.instream, self.lineno = newfile, newstream, 1

    def pop_source(self):
        self.instream.close()
        self.infile, self.instream, self.lineno = self.filestack.popleft()
        self.state = " "

    def sourcehook(self, newfile):
        """The name and the stream of a file that the text asks for."""
        newfile = newfile[1:-1] if newfile[:1] == '"' else newfile
        return newfile, open(newfile)

    def get_token(self):
        """The next token; `eof` at the end."""
        if self.pushback:
            return self.pushback.popleft()
        token = self.read_token()
        while self.source is not None and token == self.source:
            found = self.sourcehook(self.read_token())
            if found:
                self.push_source(found[1], found[0])
            token = self.get_token()
        while token == self.eof:
            if not self.filestack:
                return self.eof
            self.pop_source()
            token = self.get_token()
        return token

    def read_token(self):
        quoted, back_to = False, " "
        while True:
            if self._given_back:
                c = self._given_back.pop()
            else:
                c = self.instream.read(1)
            if c == "\n":
                self.lineno += 1
            state = self.state
            if state is None:
                self.token = ""
                break
            if state in self.quotes:
                quoted = True
                if not c:
                    raise ValueError("No closing quotation")
                if c == state:
                    if not self.posix:
                        self.token += c
                        self.state = " "
                        break
                    self.state = "a"
                elif self.posix and c in self.escape and state in self.escapedquotes:
                    back_to, self.state = state, c
                else:
                    self.token += c
                continue
            if state in self.escape:
                if not c:
                    raise ValueError("No escaped character")
                # Within quotes a backslash that escapes nothing stands for itself.
                if back_to in self.quotes and c != state and c != back_to:
                    self.token += state
                self.token += c
                self.state = back_to
                continue
            is_inside = state in ("a", "c")
            if not c:
                self.state = None
                break
            if c in self.whitespace:
                if is_inside:
                    self.state = " "
                if self.token or self.posix and quoted:
                    break
                continue
            if c in self.commenters:
                self.instream.readline()
                self.lineno += 1
                if is_inside and self.posix:
                    self.state = " "
                    if self.token or quoted:
                        break
                continue
            if state == "c":
                if c in self._punctuation_chars:
                    self.token += c
                    continue
                self._given_back.append(c)
                self.state = " "
                break
            if state == "a":
                if self.posix and c in self.quotes:
                    self.state = c
                elif self.posix and c in self.escape:
                    back_to, self.state = "a", c
                elif c in self.wordchars or c in self.quotes or (
                        self.whitespace_split and c not in self._punctuation_chars):
                    self.token += c
                else:
                    if self._punctuation_chars:
                        self._given_back.append(c)
                    else:
                        self.pushback.appendleft(c)
                    self.state = " "
                    if self.token or self.posix and quoted:
                        break
                continue
            # Between tokens.
            if self.posix and c in self.escape:
                back_to, self.state = "a", c
            elif c in self.wordchars:
                self.token, self.state = c, "a"
            elif c in self._punctuation_chars:
                self.token, self.state = c, "c"
            elif c in self.quotes:
                if not self.posix:
                    self.token = c
                self.state = c
            elif self.whitespace_split:
                self.token, self.state = c, "a"
            else:
                self.token = c
                if self.token or self.posix and quoted:
                    break
        result, self.token = self.token, ""
        return None if self.posix and not quoted and result == "" else result

    def error_leader(self, infile=None, lineno=None):
        """The beginning of a message in the style of a C compiler."""
        return f'"{infile or self.infile}", line {lineno or self.lineno}: '

    def __iter__(self):
        return self

    def __next__(self):
        token = self.get_token()
        if token == self.eof:
            raise StopIteration
        return token
