"""Pages of HTML and XHTML, read piece by piece: a class of the user's handles tags, texts and comments."""

import re as _re
from html import unescape as _unescape

__all__ = ["HTMLParser"]

_TAG = _re.compile(r"[a-zA-Z][^\t\n\r\f />\x00]*")
_SPACED_END = _re.compile(r"\s*[a-zA-Z][-.a-zA-Z0-9:_]*\s*>")
_ATTRIBUTE = _re.compile(
    r"""[\s/]*((?<=['"\s/])[^\s/>][^\s/=>]*)(\s*=+\s*('[^']*'|"[^"]*"|(?!['"])[^>\s]*))?(?:\s|/(?!>))*""")
_REFERENCE = _re.compile(r"&#(?:[0-9]+|[xX][0-9a-fA-F]+)[^0-9a-fA-F]|&([a-zA-Z][-.a-zA-Z0-9]*)[^a-zA-Z0-9]")
_UNFINISHED = _re.compile(r"&(?:#[0-9a-zA-Z]*|[a-zA-Z][-.a-zA-Z0-9]*)?$")


def _tag_end(text, start):
    """Where a start tag ends, behind its '>'; -1 when it is not whole. Quoted values may hold '>'."""
    quote, after_equals = "", False
    for place in range(start, len(text)):
        c = text[place]
        if quote:
            if c == quote:
                quote = ""
        elif c == ">":
            return place + 1
        elif c in "'\"" and after_equals:
            quote, after_equals = c, False
        elif c == "=":
            after_equals = True
        elif not c.isspace():
            after_equals = False
    return -1


class HTMLParser:
    """Finds tags in what `feed` is given and calls the `handle_…` methods, which do nothing until overridden."""

    CDATA_CONTENT_ELEMENTS = ("script", "style")

    def __init__(self, *, convert_charrefs=True):
        self.convert_charrefs = convert_charrefs
        self.reset()

    def reset(self):
        """Forget everything."""
        self.rawdata = ""
        self.lasttag = "???"
        self.cdata_elem = None
        self.lineno, self.offset = 1, 0
        self._start_text = None

    def feed(self, data):
        self.rawdata += data
        self._go(False)

    def close(self):
        self._go(True)

    def getpos(self):
        return self.lineno, self.offset

    def get_starttag_text(self):
        return self._start_text

    def set_cdata_mode(self, elem):
        self.cdata_elem = elem.lower()

    def clear_cdata_mode(self):
        self.cdata_elem = None

    def updatepos(self, i, j):
        if i < j:
            lines = self.rawdata.count("\n", i, j)
            if lines:
                self.lineno += lines
                self.offset = j - self.rawdata.rindex("\n", i, j) - 1
            else:
                self.offset += j - i
        return j

    def _text(self, text):
        if self.convert_charrefs and not self.cdata_elem:
            text = _unescape(text)
        self.handle_data(text)

    def _go(self, is_end):
        i, text = 0, self.rawdata
        while i < len(text):
            j = self._text_end(i, is_end)
            if j < 0:
                break
            if i < j:
                self._text(text[i:j])
                i = self.updatepos(i, j)
            if i == len(text):
                break
            k = self._markup(i, is_end) if text[i] == "<" else self._reference(i, is_end)
            if k < 0:
                if not is_end:
                    break
                k = self._at_the_end(i)
            i = self.updatepos(i, k)
        if is_end and i < len(text):
            self._text(text[i:])
            i = self.updatepos(i, len(text))
        self.rawdata = text[i:]

    def _text_end(self, i, is_end):
        """Where the text that starts at `i` ends; -1 when that is not known yet."""
        text = self.rawdata
        if self.cdata_elem:
            found = _re.compile(r"</%s(?=[\t\n\r\f />])" % _re.escape(self.cdata_elem), _re.I).search(text, i)
            if found:
                return found.start()
            return len(text) if is_end else -1 if "<" in text[i:] or self.convert_charrefs else len(text)
        if not self.convert_charrefs:
            places = [place for place in (text.find("<", i), text.find("&", i)) if place >= 0]
            return min(places) if places else len(text)
        j = text.find("<", i)
        if j >= 0:
            return j
        # A reference that is cut in two waits for its end.
        cut = text.rfind("&", max(i, len(text) - 34))
        if cut >= 0 and not is_end and not _re.compile(r"[\s;]").search(text, cut):
            return -1
        return len(text)

    def _markup(self, i, is_end):
        """Handles what begins with '<'; the place behind it, or -1 when it is not whole."""
        text = self.rawdata
        if _TAG.match(text, i + 1):
            return self.parse_starttag(i)
        if text.startswith("</", i):
            return self.parse_endtag(i)
        if text.startswith("<!--", i):
            return self._comment(i)
        if text.startswith("<?", i):
            end = text.find(">", i + 2)
            if end >= 0:
                self.handle_pi(text[i + 2:end])
            return end + 1 if end >= 0 else -1
        if text.startswith("<!", i):
            return self._declaration(i)
        if i + 1 < len(text) or is_end:
            self.handle_data("<")
            return i + 1
        return -1

    def _comment(self, i):
        end = self.rawdata.find("-->", i + 4)
        if end < 0:
            return -1
        self.handle_comment(self.rawdata[i + 4:end])
        return end + 3

    def _declaration(self, i):
        text = self.rawdata
        if text.startswith("<![", i):
            end, width = text.find("]]>", i), 3
            if end < 0:
                end, width = text.find("]>", i), 2
            if end < 0:
                return -1
            self.unknown_decl(text[i + 3:end])
            return end + width
        end = text.find(">", i + 2)
        if end < 0:
            return -1
        if text[i:i + 9].lower() == "<!doctype":
            self.handle_decl(text[i + 2:end])
        else:
            self.handle_comment(text[i + 2:end])
        return end + 1

    def parse_starttag(self, i):
        self._start_text = None
        end = _tag_end(self.rawdata, i + 1)
        if end < 0:
            return -1
        whole = self._start_text = self.rawdata[i:end]
        match = _TAG.match(whole, 1)
        self.lasttag = tag = match.group().lower()
        attrs, place = [], match.end()
        while place < len(whole) - 1:
            match = _ATTRIBUTE.match(whole, place)
            if not match or match.end() == place:
                break
            name, rest, value = match.group(1, 2, 3)
            if not rest:
                value = None
            elif value[:1] in ("'", '"') and value[:1] == value[-1:]:
                value = value[1:-1]
            attrs.append((name.lower(), _unescape(value) if value else value))
            place = match.end()
        remainder = whole[place:].strip()
        if remainder not in (">", "/>"):
            self.handle_data(whole)
        elif remainder == "/>":
            self.handle_startendtag(tag, attrs)
        else:
            self.handle_starttag(tag, attrs)
            if tag in self.CDATA_CONTENT_ELEMENTS:
                self.set_cdata_mode(tag)
        return end

    def parse_endtag(self, i):
        text = self.rawdata
        end = text.find(">", i + 2)
        if end < 0:
            return -1
        match = _SPACED_END.match(text, i + 2) or _TAG.match(text, i + 2)
        if not match:
            if end == i + 2:
                return end + 1
            self.handle_comment(text[i + 2:end])
            return end + 1
        tag = match.group().strip(" \t\r\n>").lower()
        if self.cdata_elem is not None and tag != self.cdata_elem:
            self.handle_data(text[i:end + 1])
            return end + 1
        self.handle_endtag(tag)
        self.clear_cdata_mode()
        return end + 1

    def _reference(self, i, is_end):
        match = _REFERENCE.match(self.rawdata, i)
        if match:
            name = match.group()[1:-1]
            if name.startswith("#"):
                self.handle_charref(name[1:])
            else:
                self.handle_entityref(name)
            return match.end() - (0 if match.group()[-1] == ";" else 1)
        if _UNFINISHED.match(self.rawdata, i):
            if not is_end:
                return -1
            self.handle_data(self.rawdata[i:])
            return len(self.rawdata)
        self.handle_data("&")
        return i + 1

    def _at_the_end(self, i):
        """What is left unfinished at the end is text."""
        text = self.rawdata
        end = text.find(">", i + 1)
        end = end + 1 if end >= 0 else text.find("<", i + 1)
        end = i + 1 if end < 0 else end
        self._text(text[i:end])
        return end

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        self.handle_endtag(tag)

    def handle_starttag(self, tag, attrs):
        pass

    def handle_endtag(self, tag):
        pass

    def handle_charref(self, name):
        pass

    def handle_entityref(self, name):
        pass

    def handle_data(self, data):
        pass

    def handle_comment(self, data):
        pass

    def handle_decl(self, decl):
        pass

    def handle_pi(self, data):
        pass

    def unknown_decl(self, data):
        pass
