"""Elements written as XML, HTML or plain text."""

_PREFIXES = {
    "http://www.w3.org/XML/1998/namespace": "xml", "http://www.w3.org/1999/xhtml": "html",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#": "rdf", "http://schemas.xmlsoap.org/wsdl/": "wsdl",
    "http://www.w3.org/2001/XMLSchema": "xs", "http://www.w3.org/2001/XMLSchema-instance": "xsi",
    "http://purl.org/dc/elements/1.1/": "dc",
}
_VOID = {"area", "base", "basefont", "br", "col", "embed", "frame", "hr", "img", "input", "isindex", "link", "meta", "param",
         "source", "track", "wbr"}


def register_namespace(prefix, uri):
    """The prefix under which a namespace is written."""
    import re
    if re.match(r"ns\d+$", prefix):
        raise ValueError("Prefix format reserved for internal use")
    for known, given in list(_PREFIXES.items()):
        if known == uri or given == prefix:
            del _PREFIXES[known]
    _PREFIXES[uri] = prefix


def _unserializable(text):
    raise TypeError(f"cannot serialize {text!r} (type {type(text).__name__})")


def _text(text):
    if not isinstance(text, str):
        _unserializable(text)
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _value(text, is_html=False):
    if is_html:
        return text.replace("&", "&amp;").replace(">", "&gt;").replace('"', "&quot;")
    text = _text(text).replace('"', "&quot;")
    return text.replace("\r", "&#13;").replace("\n", "&#10;").replace("\t", "&#09;")


def _names(root, default):
    """What tags and keys are called in the document, and the namespaces it declares."""
    names, spaces = {None: None}, {default: ""} if default else {}

    def add(name):
        if not isinstance(name, str):
            _unserializable(name)
        if name in names:
            return
        if name[:1] != "{":
            if default:
                raise ValueError("cannot use non-qualified names with default_namespace option")
            names[name] = name
            return
        uri, local = name[1:].rsplit("}", 1)
        prefix = spaces.get(uri)
        if prefix is None:
            prefix = _PREFIXES.get(uri)
            if prefix is None:
                prefix = f"ns{len(spaces)}"
            if prefix != "xml":
                spaces[uri] = prefix
        names[name] = f"{prefix}:{local}" if prefix else local

    for element in root.iter():
        if element.tag is not None and not callable(element.tag):
            add(getattr(element.tag, "text", element.tag))
        for key, value in element.items():
            add(getattr(key, "text", key))
            if hasattr(value, "text"):
                add(value.text)
        if hasattr(element.text, "text"):
            add(element.text.text)
    return names, spaces


def write_tree(root, encoding, declared, default, method, short):
    """The document as text, and how it is to be encoded."""
    encoding = encoding or "us-ascii"
    if encoding.lower() == "unicode":
        encoding = "unicode"
    parts = []
    if method == "xml" and (declared or (declared is None and encoding.lower() not in ("unicode", "utf-8", "us-ascii"))):
        name = "utf-8" if encoding == "unicode" else encoding
        parts.append(f"<?xml version='1.0' encoding='{name}'?>\n")
    if method == "text":
        parts.extend(root.itertext())
    elif method in ("xml", "html"):
        names, spaces = _names(root, default)
        _write(parts.append, root, names, spaces, short, method == "html")
    else:
        raise ValueError(f"unknown method {method!r}")
    return "".join(parts), encoding


def _write(put, element, names, spaces, short, is_html):
    tag, text = element.tag, element.text
    if callable(tag):
        put(f"<!--{text}-->" if tag.__name__ == "Comment" else f"<?{text}?>")
    elif tag is None:
        if text:
            put(_text(text))
        for child in element:
            _write(put, child, names, None, short, is_html)
    else:
        tag = names[getattr(tag, "text", tag)]
        put("<" + tag)
        for key, value in element.items():
            value = names[value.text] if hasattr(value, "text") else _value(value, is_html)
            put(f' {names[getattr(key, "text", key)]}="{value}"')
        for uri, prefix in sorted((spaces or {}).items(), key=lambda pair: pair[1]):
            put(f' xmlns{":" + prefix if prefix else ""}="{_value(uri)}"')
        if text or len(element) or not short or is_html:
            put(">")
            if text:
                is_raw = is_html and tag.lower() in ("script", "style")
                put(text if is_raw else names[text.text] if hasattr(text, "text") else _text(text))
            for child in element:
                _write(put, child, names, None, short, is_html)
            if not is_html or tag.lower() not in _VOID:
                put(f"</{tag}>")
        else:
            put(" />")
    if element.tail:
        put(_text(element.tail))


def indent(tree, space="  ", level=0):
    """Line ends and spaces between elements, so that the document reads well."""
    root = tree.getroot() if hasattr(tree, "getroot") else tree
    if level < 0:
        raise ValueError(f"Initial indentation level must be >= 0, got {level}")
    if len(root):
        _indent(root, level, space)


def _indent(element, level, space):
    outer, inner = "\n" + level * space, "\n" + (level + 1) * space
    if not element.text or not element.text.strip():
        element.text = inner
    for child in element:
        if len(child):
            _indent(child, level + 1, space)
        if not child.tail or not child.tail.strip():
            child.tail = inner
    if not child.tail.strip():
        child.tail = outer
