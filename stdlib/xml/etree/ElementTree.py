"""Trees of elements, read from XML and written as XML."""

import io as _io

from xml.etree._element import PI, Comment, Element, ProcessingInstruction, QName, SubElement, iselement
from xml.etree._parser import ParseError, Scanner as _Scanner
from xml.etree._writer import indent, register_namespace, write_tree as _write_tree

__all__ = ["Comment", "dump", "Element", "ElementTree", "fromstring", "fromstringlist", "indent", "iselement", "iterparse",
           "parse", "ParseError", "PI", "ProcessingInstruction", "QName", "SubElement", "tostring", "tostringlist",
           "TreeBuilder", "VERSION", "XML", "XMLID", "XMLParser", "register_namespace"]
VERSION = "1.3.0"


class TreeBuilder:
    """Builds elements from the events of a parser."""

    def __init__(self, element_factory=None, *, insert_comments=False, insert_pis=False, **other):
        self._made, self._root, self._last, self._tail = [], None, None, False
        self._texts = []
        self._factory = element_factory or Element
        self._comments, self._pis = insert_comments, insert_pis

    def _flush(self):
        if self._texts and self._last is not None:
            text = "".join(self._texts)
            if self._tail:
                self._last.tail = text
            else:
                self._last.text = text
        self._texts = []

    def data(self, data):
        self._texts.append(data)

    def start(self, tag, attrs):
        self._flush()
        self._last = made = self._factory(tag, attrs)
        if self._made:
            self._made[-1].append(made)
        elif self._root is None:
            self._root = made
        self._made.append(made)
        self._tail = False
        return made

    def end(self, tag):
        self._flush()
        self._last = self._made.pop()
        self._tail = True
        return self._last

    def _aside(self, made, inserted):
        if inserted and self._made:
            self._flush()
            self._made[-1].append(made)
            self._last, self._tail = made, True
        return made

    def comment(self, text):
        return self._aside(Comment(text), self._comments)

    def pi(self, target, text=None):
        return self._aside(ProcessingInstruction(target, text), self._pis)

    def close(self):
        return self._root


class _Target:
    """A target of which some methods may be missing."""

    def __init__(self, target):
        for name in ("start", "end", "data", "comment", "pi"):
            setattr(self, name, getattr(target, name, lambda *rest: None))


class XMLParser:
    """Collects the text of a document and parses it when it is closed."""

    def __init__(self, *, target=None, encoding=None):
        self.target = TreeBuilder() if target is None else target
        self._encoding = encoding
        self._fed = []

    def feed(self, data):
        self._fed.append(data)

    def close(self):
        data = (b"" if self._fed and isinstance(self._fed[0], (bytes, bytearray)) else "").join(self._fed)
        _Scanner(_decoded(data, self._encoding), _Target(self.target)).run()
        return self.target.close() if hasattr(self.target, "close") else None


def _decoded(data, encoding=None):
    if isinstance(data, str):
        return data
    import re
    data = bytes(data)
    if encoding is None:
        if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
            encoding = "utf-16"
        else:
            named = re.match(rb"\s*<\?xml[^>]*?encoding\s*=\s*['\"]([A-Za-z0-9._-]+)", data)
            encoding = named.group(1).decode() if named else "utf-8"
    return data.decode(encoding)


def XML(text, parser=None):
    """The root element of a document in a string."""
    parser = parser or XMLParser()
    parser.feed(text)
    return parser.close()


fromstring = XML


def fromstringlist(sequence, parser=None):
    parser = parser or XMLParser()
    for text in sequence:
        parser.feed(text)
    return parser.close()


def XMLID(text, parser=None):
    root = XML(text, parser)
    return root, {element.get("id"): element for element in root.iter() if element.get("id")}


class ElementTree:
    """A whole document."""

    def __init__(self, element=None, file=None):
        self._root = element
        if file is not None:
            self.parse(file)

    def getroot(self):
        return self._root

    def _setroot(self, element):
        self._root = element

    def parse(self, source, parser=None):
        parser = parser or XMLParser()
        if hasattr(source, "read"):
            parser.feed(source.read())
        else:
            with open(source, "rb") as file:
                parser.feed(file.read())
        self._root = parser.close()
        return self._root

    def iter(self, tag=None):
        return self._root.iter(tag)

    def find(self, path, namespaces=None):
        return self._root.find(_relative(path), namespaces)

    def findtext(self, path, default=None, namespaces=None):
        return self._root.findtext(_relative(path), default, namespaces)

    def findall(self, path, namespaces=None):
        return self._root.findall(_relative(path), namespaces)

    def iterfind(self, path, namespaces=None):
        return self._root.iterfind(_relative(path), namespaces)

    def write(self, file_or_filename, encoding=None, xml_declaration=None, default_namespace=None, method=None, *,
              short_empty_elements=True):
        text, encoding = _write_tree(self._root, encoding, xml_declaration, default_namespace, method or "xml",
                                     short_empty_elements)
        data = text if encoding == "unicode" else text.encode(encoding, "xmlcharrefreplace")
        if hasattr(file_or_filename, "write"):
            file_or_filename.write(data)
        elif encoding == "unicode":
            with open(file_or_filename, "w", encoding="utf-8", errors="xmlcharrefreplace") as file:
                file.write(data)
        else:
            with open(file_or_filename, "wb") as file:
                file.write(data)


def _relative(path):
    if path[:1] != "/":
        return path
    import warnings
    warnings.warn(f"This search is broken in 1.3 and earlier, and will be fixed in a future version.  If you rely on the "
                  f"current behaviour, change it to {'.' + path!r}", FutureWarning, stacklevel=3)
    return "." + path


def parse(source, parser=None):
    """A document read from a file."""
    tree = ElementTree()
    tree.parse(source, parser)
    return tree


def iterparse(source, events=None, parser=None):
    """What starts and ends in a document, one after the other."""
    wanted = tuple(events or ("end",))
    found = []

    class Recorder(TreeBuilder):
        def start(self, tag, attrs):
            made = TreeBuilder.start(self, tag, attrs)
            found.append(("start", made))

        def end(self, tag):
            found.append(("end", TreeBuilder.end(self, tag)))

    parse(source, XMLParser(target=Recorder()))
    return iter([item for item in found if item[0] in wanted])


def tostring(element, encoding=None, method=None, *, xml_declaration=None, default_namespace=None,
             short_empty_elements=True):
    """An element as text (`encoding="unicode"`) or as bytes."""
    stream = _io.StringIO() if encoding == "unicode" else _io.BytesIO()
    ElementTree(element).write(stream, encoding, xml_declaration, default_namespace, method,
                               short_empty_elements=short_empty_elements)
    return stream.getvalue()


def tostringlist(element, encoding=None, method=None, **options):
    return [tostring(element, encoding, method, **options)]


def dump(elem):
    """Prints an element, for debugging."""
    text = tostring(elem.getroot() if isinstance(elem, ElementTree) else elem, encoding="unicode")
    print(text if not text.endswith("\n") else text[:-1])
