"""Elements of an XML document."""

from xml.etree import _paths


class Element:
    """A tag with attributes, text, and elements inside."""

    __module__ = "xml.etree.ElementTree"
    tag = None
    attrib = None
    text = None
    tail = None

    def __init__(self, tag, attrib={}, **extra):
        if not isinstance(attrib, dict):
            raise TypeError(f"Element() argument 2 must be dict, not {type(attrib).__name__}")
        self.tag = tag
        self.attrib = {**attrib, **extra}
        self._children = []

    def __repr__(self):
        return f"<{self.__class__.__name__} {self.tag!r} at {id(self):#x}>"

    def makeelement(self, tag, attrib):
        return self.__class__(tag, attrib)

    def __copy__(self):
        made = self.makeelement(self.tag, self.attrib)
        made.text, made.tail = self.text, self.tail
        made._children = list(self._children)
        return made

    def __len__(self):
        return len(self._children)

    def __bool__(self):
        import warnings
        warnings.warn("The behavior of this method will change in future versions.  Use specific 'len(elem)' or 'elem is "
                      "not None' test instead.", FutureWarning, stacklevel=2)
        return len(self._children) != 0

    def __iter__(self):
        return iter(self._children)

    def __getitem__(self, index):
        try:
            return self._children[index]
        except IndexError:
            raise IndexError("child index out of range") from None

    def __setitem__(self, index, element):
        for one in element if isinstance(index, slice) else [element]:
            _check(one, "expected an Element, not {}")
        self._children[index] = element

    def __delitem__(self, index):
        del self._children[index]

    def append(self, subelement):
        _check(subelement, "append() argument must be xml.etree.ElementTree.Element, not {}")
        self._children.append(subelement)

    def extend(self, elements):
        for element in elements:
            _check(element, "expected an Element, not \"{}\"")
            self._children.append(element)

    def insert(self, index, subelement):
        _check(subelement, "insert() argument 2 must be xml.etree.ElementTree.Element, not {}")
        self._children.insert(index, subelement)

    def remove(self, subelement):
        for index, child in enumerate(self._children):
            if child is subelement:
                del self._children[index]
                return
        raise ValueError("list.remove(x): x not in list")

    def find(self, path, namespaces=None):
        found = _paths.select(self, path, namespaces)
        return found[0] if found else None

    def findtext(self, path, default=None, namespaces=None):
        found = self.find(path, namespaces)
        return default if found is None else found.text or ""

    def findall(self, path, namespaces=None):
        return _paths.select(self, path, namespaces)

    def iterfind(self, path, namespaces=None):
        return iter(_paths.select(self, path, namespaces))

    def clear(self):
        self.attrib.clear()
        self._children = []
        self.text = self.tail = None

    def get(self, key, default=None):
        return self.attrib.get(key, default)

    def set(self, key, value):
        self.attrib[key] = value

    def keys(self):
        return list(self.attrib)

    def items(self):
        return list(self.attrib.items())

    def iter(self, tag=None):
        """This element and all below that have a tag."""
        if tag is None or tag == "*" or self.tag == tag or _paths.matches(str(tag), self):
            yield self
        for child in self._children:
            yield from child.iter(tag)

    def itertext(self):
        """The texts of this element and all below."""
        if self.text:
            yield self.text
        for child in self._children:
            yield from child.itertext()
            if child.tail:
                yield child.tail


def _check(element, message):
    if not isinstance(element, Element):
        raise TypeError(message.format("None" if element is None else type(element).__name__))


def SubElement(parent, tag, attrib={}, **extra):
    """A new element at the end of another."""
    made = parent.makeelement(tag, {**attrib, **extra})
    parent.append(made)
    return made


def Comment(text=None):
    made = Element(Comment)
    made.text = text
    return made


def ProcessingInstruction(target, text=None):
    made = Element(ProcessingInstruction)
    made.text = f"{target} {text}" if text else target
    return made


PI = ProcessingInstruction


class QName:
    """A name with its namespace."""

    def __init__(self, text_or_uri, tag=None):
        self.text = f"{{{text_or_uri}}}{tag}" if tag else text_or_uri

    def __str__(self):
        return self.text

    def __repr__(self):
        return f"<QName {self.text!r}>"

    def __hash__(self):
        return hash(self.text)

    def __eq__(self, other):
        return self.text == (other.text if isinstance(other, QName) else other)


def iselement(element):
    return hasattr(element, "tag")
