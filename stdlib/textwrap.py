"""Wrapping, filling and indenting text."""

__all__ = ["TextWrapper", "dedent", "fill", "indent", "shorten", "wrap"]


_spaces = "\t\n\x0b\x0c\r "
_unify = {ord(c): ord(" ") for c in _spaces}


def _is_letter(c):
    return c.isalpha() or c == "_"


def _is_word(c):
    return c.isalnum() or c == "_"


class TextWrapper:
    """Wraps and fills text; the options say how."""

    def __init__(self, width=70, initial_indent="", subsequent_indent="", expand_tabs=True, replace_whitespace=True,
                 fix_sentence_endings=False, break_long_words=True, drop_whitespace=True, break_on_hyphens=True,
                 tabsize=8, *, max_lines=None, placeholder=" [...]"):
        self.width = width
        self.initial_indent = initial_indent
        self.subsequent_indent = subsequent_indent
        self.expand_tabs = expand_tabs
        self.replace_whitespace = replace_whitespace
        self.fix_sentence_endings = fix_sentence_endings
        self.break_long_words = break_long_words
        self.drop_whitespace = drop_whitespace
        self.break_on_hyphens = break_on_hyphens
        self.tabsize = tabsize
        self.max_lines = max_lines
        self.placeholder = placeholder

    def _munge_whitespace(self, text):
        if self.expand_tabs:
            text = text.expandtabs(self.tabsize)
        if self.replace_whitespace:
            text = text.translate(_unify)
        return text

    def _split(self, text):
        """Words, parts of words that end in a hyphen, dashes and the spaces between."""
        chunks = []
        start = 0
        while start < len(text):
            end = start
            is_space = text[start] in _spaces
            while end < len(text) and (text[end] in _spaces) == is_space:
                end += 1
            piece = text[start:end]
            if is_space or not self.break_on_hyphens or "-" not in piece:
                chunks.append(piece)
            else:
                chunks.extend(self._split_word(piece))
            start = end
        return chunks

    def _split_word(self, word):
        parts = []
        start = i = 0
        size = len(word)
        while i < size:
            if word[i] != "-":
                i += 1
                continue
            end = i
            while end < size and word[end] == "-":
                end += 1
            if end - i >= 2:
                # A dash of several hyphens between words stands for itself.
                if i > 0 and (_is_word(word[i - 1]) or word[i - 1] in "!\"'&.,?") and end < size and _is_word(word[end]):
                    if i > start:
                        parts.append(word[start:i])
                    parts.append(word[i:end])
                    start = end
                i = end
                continue
            after = i + 1
            two_letters = i >= 2 and _is_letter(word[i - 1]) and _is_letter(word[i - 2])
            hyphened = i >= 3 and _is_letter(word[i - 1]) and word[i - 2] == "-" and _is_letter(word[i - 3])
            follows = after + 1 < size and _is_letter(word[after]) and (
                _is_letter(word[after + 1])
                or word[after + 1] == "-" and after + 2 < size and _is_letter(word[after + 2]))
            if i > start and (two_letters or hyphened) and follows:
                parts.append(word[start:after])
                start = after
            i = after
        if start < size:
            parts.append(word[start:])
        return parts

    def _fix_sentence_endings(self, chunks):
        i = 0
        while i < len(chunks) - 1:
            word = chunks[i].rstrip("\"'") if chunks[i][-1] in "\"'" and chunks[i][-2:-1] not in ("\"", "'") else chunks[i]
            if chunks[i + 1] == " " and len(word) > 1 and word[-1] in ".!?" and "a" <= word[-2] <= "z":
                chunks[i + 1] = "  "
                i += 2
            else:
                i += 1

    def _handle_long_word(self, reversed_chunks, cur_line, cur_len, width):
        space_left = 1 if width < 1 else width - cur_len
        if self.break_long_words:
            end = space_left
            chunk = reversed_chunks[-1]
            if self.break_on_hyphens and len(chunk) > space_left:
                hyphen = chunk.rfind("-", 0, space_left)
                if hyphen > 0 and any(c != "-" for c in chunk[:hyphen]):
                    end = hyphen + 1
            cur_line.append(chunk[:end])
            reversed_chunks[-1] = chunk[end:]
        elif not cur_line:
            cur_line.append(reversed_chunks.pop())

    def _wrap_chunks(self, chunks):
        lines = []
        if self.width <= 0:
            raise ValueError(f"invalid width {self.width!r} (must be > 0)")
        if self.max_lines is not None:
            indent = self.subsequent_indent if self.max_lines > 1 else self.initial_indent
            if len(indent) + len(self.placeholder.lstrip()) > self.width:
                raise ValueError("placeholder too large for max width")
        chunks.reverse()
        while chunks:
            line, length = [], 0
            indent = self.subsequent_indent if lines else self.initial_indent
            width = self.width - len(indent)
            if self.drop_whitespace and chunks[-1].strip() == "" and lines:
                del chunks[-1]
            while chunks and length + len(chunks[-1]) <= width:
                length += len(chunks[-1])
                line.append(chunks.pop())
            if chunks and len(chunks[-1]) > width:
                self._handle_long_word(chunks, line, length, width)
                length = sum(map(len, line))
            if self.drop_whitespace and line and line[-1].strip() == "":
                length -= len(line[-1])
                del line[-1]
            if not line:
                continue
            rest_is_space = not chunks or self.drop_whitespace and len(chunks) == 1 and not chunks[0].strip()
            if self.max_lines is None or len(lines) + 1 < self.max_lines or rest_is_space and length <= width:
                lines.append(indent + "".join(line))
                continue
            while line:
                if line[-1].strip() and length + len(self.placeholder) <= width:
                    line.append(self.placeholder)
                    lines.append(indent + "".join(line))
                    break
                length -= len(line[-1])
                del line[-1]
            else:
                if lines:
                    previous = lines[-1].rstrip()
                    if len(previous) + len(self.placeholder) <= self.width:
                        lines[-1] = previous + self.placeholder
                        break
                lines.append(indent + self.placeholder.lstrip())
            break
        return lines

    def _split_chunks(self, text):
        return self._split(self._munge_whitespace(text))

    def wrap(self, text):
        """Lines of at most the width."""
        chunks = self._split_chunks(text)
        if self.fix_sentence_endings:
            self._fix_sentence_endings(chunks)
        return self._wrap_chunks(chunks)

    def fill(self, text):
        """The wrapped text as one string."""
        return "\n".join(self.wrap(text))


def wrap(text, width=70, **kwargs):
    return TextWrapper(width=width, **kwargs).wrap(text)


def fill(text, width=70, **kwargs):
    return TextWrapper(width=width, **kwargs).fill(text)


def shorten(text, width, **kwargs):
    return TextWrapper(width=width, max_lines=1, **kwargs).fill(" ".join(text.strip().split()))


def dedent(text):
    """Removes the indentation that all lines share."""
    lines = text.split("\n")
    margin = None
    for i, line in enumerate(lines):
        if not line.strip(" \t"):
            lines[i] = ""
            continue
        lead = line[:len(line) - len(line.lstrip(" \t"))]
        if margin is None:
            margin = lead
        else:
            n = 0
            while n < min(len(margin), len(lead)) and margin[n] == lead[n]:
                n += 1
            margin = margin[:n]
    return "\n".join(line[len(margin):] if margin and line else line for line in lines)


def indent(text, prefix, predicate=None):
    if predicate is None:
        predicate = str.strip
    return "".join(prefix + line if predicate(line) else line for line in text.splitlines(True))
