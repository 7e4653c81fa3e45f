"""The text of an XML document, taken apart."""

import re

_NAME = r"[^\s<>/=&'\"!?]+"
_TAG = re.compile(rf"<({_NAME})")
_ATTRIBUTE = re.compile(rf"\s+({_NAME})\s*=\s*(\"[^\"<]*\"|'[^'<]*')")
_END = re.compile(r"\s*(/?)>")
_CLOSE = re.compile(rf"</({_NAME})\s*>")
_REFERENCE = re.compile(r"&([^;&\s]*);?")
_ENTITIES = {"lt": "<", "gt": ">", "amp": "&", "quot": '"', "apos": "'"}
XML_SPACE = "http://www.w3.org/XML/1998/namespace"

# What expat calls the mistakes.
SYNTAX, NO_ELEMENTS, INVALID, UNCLOSED, MISMATCH, DUPLICATE, JUNK, UNDEFINED, UNBOUND = 2, 3, 4, 5, 7, 8, 9, 11, 27
_MESSAGES = {
    SYNTAX: "syntax error", NO_ELEMENTS: "no element found", INVALID: "not well-formed (invalid token)",
    UNCLOSED: "unclosed token", MISMATCH: "mismatched tag", DUPLICATE: "duplicate attribute",
    JUNK: "junk after document element", UNDEFINED: "undefined entity", UNBOUND: "unbound prefix",
}  # fmt: skip


class ParseError(SyntaxError):
    """A document that is not well formed; `position` is its line and column."""

    __module__ = "xml.etree.ElementTree"


class Scanner:
    """Calls `target.start`, `end`, `data`, `comment` and `pi` for what stands in a document."""

    def __init__(self, text, target):
        self.text = text.replace("\r\n", "\n").replace("\r", "\n")
        self.target = target
        self.at = 0
        self.open = []
        self.spaces = [{"xml": XML_SPACE, "": None}]

    def fail(self, code, at=None):
        at = self.at if at is None else at
        line = self.text.count("\n", 0, at) + 1
        column = at - (self.text.rfind("\n", 0, at) + 1)
        error = ParseError(f"{_MESSAGES[code]}: line {line}, column {column}")
        error.code = code
        error.position = line, column
        raise error

    def run(self):
        text, done = self.text, False
        if text.startswith("\ufeff"):
            self.at = 1
        while self.at < len(text):
            if not self.open:
                self.skip_space()
                if self.at == len(text):
                    break
                if text[self.at] != "<":
                    self.fail(JUNK if done else SYNTAX)
            if text[self.at] != "<":
                end = text.find("<", self.at)
                end = len(text) if end < 0 else end
                self.target.data(self.expanded(self.at, end))
                self.at = end
            elif text.startswith("<!--", self.at):
                self.target.comment(self.upto("-->", 4))
            elif text.startswith("<![CDATA[", self.at) and self.open:
                self.target.data(self.upto("]]>", 9))
            elif text.startswith("<?", self.at):
                name, _, rest = self.upto("?>", 2).partition(" ")
                if name.lower() != "xml":
                    self.target.pi(name, rest.strip() or None)
            elif text.startswith("<!DOCTYPE", self.at) and not done:
                self.document_type()
            elif text.startswith("</", self.at):
                self.close()
            elif done and not self.open:
                self.fail(JUNK)
            else:
                self.start()
                done = True
        if self.open or not done:
            self.fail(NO_ELEMENTS, len(text))

    def skip_space(self):
        while self.at < len(self.text) and self.text[self.at] in " \t\n":
            self.at += 1

    def upto(self, mark, length):
        end = self.text.find(mark, self.at + length)
        if end < 0:
            self.fail(UNCLOSED)
        inside = self.text[self.at + length:end]
        self.at = end + len(mark)
        return inside

    def document_type(self):
        depth = 0
        for at in range(self.at, len(self.text)):
            depth += {"[": 1, "]": -1}.get(self.text[at], 0)
            if self.text[at] == ">" and depth == 0:
                self.at = at + 1
                return
        self.fail(UNCLOSED)

    def expanded(self, start, end):
        """Text with its references replaced."""
        text = self.text[start:end]
        if "&" not in text:
            return text

        def replaced(match):
            name = match.group(1)
            if not name or not match.group().endswith(";"):
                self.fail(INVALID, start + match.end())
            if name in _ENTITIES:
                return _ENTITIES[name]
            if name[0] != "#":
                self.fail(UNDEFINED, start + match.start())
            try:
                return chr(int(name[2:], 16) if name[1:2] == "x" else int(name[1:]))
            except ValueError:
                self.fail(INVALID, start + match.start())

        return _REFERENCE.sub(replaced, text)

    def start(self):
        match = _TAG.match(self.text, self.at)
        if match is None:
            self.fail(INVALID, self.at + 1)
        name, at = match.group(1), match.end()
        found, spaces = {}, self.spaces[-1]
        while (match := _ATTRIBUTE.match(self.text, at)) is not None:
            key = match.group(1)
            if key in found:
                self.fail(DUPLICATE, match.start(1))
            value = self.expanded(match.start(2) + 1, match.end(2) - 1)
            found[key] = re.sub(r"[\n\t]", " ", value) if "&#" not in match.group(2) else value
            at = match.end()
        end = _END.match(self.text, at)
        if end is None:
            rest = re.compile(rf"\s*(?:{_NAME}\s*=\s*)?").match(self.text, at).end()
            if rest == len(self.text):
                self.fail(UNCLOSED)
            self.fail(INVALID, rest)
        declared = {key: value for key, value in found.items() if key == "xmlns" or key.startswith("xmlns:")}
        if declared:
            spaces = {**spaces, **{key[6:]: value or None for key, value in declared.items()}}
        self.spaces.append(spaces)
        attributes = {self.qualified(key, spaces, False): value for key, value in found.items() if key not in declared}
        tag = self.qualified(name, spaces, True)
        self.at = end.end()
        self.target.start(tag, attributes)
        self.open.append((name, tag))
        if end.group(1):
            self.finish()

    def qualified(self, name, spaces, is_tag):
        prefix, colon, local = name.rpartition(":")
        if not colon and not is_tag:
            return name
        if prefix not in spaces:
            self.fail(UNBOUND)
        return f"{{{spaces[prefix]}}}{local}" if spaces[prefix] else local

    def close(self):
        match = _CLOSE.match(self.text, self.at)
        if match is None:
            self.fail(UNCLOSED if self.text.find(">", self.at) < 0 else INVALID)
        if not self.open or self.open[-1][0] != match.group(1):
            self.fail(MISMATCH if self.open else INVALID, self.at + 2)
        self.at = match.end()
        self.finish()

    def finish(self):
        self.spaces.pop()
        self.target.end(self.open.pop()[1])
