"""The part of XPath that `find` and its like know."""

import re

_STEP = re.compile(r"(//|/|)((?:\{[^}]*\})?[^/\[\]]+)((?:\[(?:[^\]'\"]|'[^']*'|\"[^\"]*\")*\])*)")
_PREDICATE = re.compile(r"\[((?:[^\]'\"]|'[^']*'|\"[^\"]*\")*)\]")
_COMPARED = re.compile(r"(@?)((?:\{[^}]*\})?[^=!\s]+)\s*(?:(!?=)\s*(['\"])(.*)\4)?$", re.S)


def steps(path, namespaces):
    """A path as steps: whether it goes down to any depth, a name, and conditions."""
    if path.startswith("/"):
        raise SyntaxError("cannot use absolute path on element")
    if path.endswith("/"):
        path += "*"
    found, at = [], 0
    while at < len(path):
        match = _STEP.match(path, at)
        if match is None or (at and not match.group(1)):
            raise SyntaxError("invalid path")
        found.append((match.group(1) == "//", _named(match.group(2).strip(), namespaces),
                      [_condition(text.strip(), namespaces) for text in _PREDICATE.findall(match.group(3))]))
        at = match.end()
    return found


def _named(name, namespaces):
    if name[0] != "{" and ":" in name:
        prefix, _, local = name.partition(":")
        if not namespaces or prefix not in namespaces:
            raise SyntaxError(f"prefix {prefix!r} not found in prefix map")
        return f"{{{namespaces[prefix]}}}{local}"
    if namespaces and namespaces.get("") and name[0] not in "{*.":
        return f"{{{namespaces['']}}}{name}"
    return name


def _condition(text, namespaces):
    if re.fullmatch(r"\d+", text):
        if text.strip("0") == "":
            raise SyntaxError("XPath position >= 1 expected")
        return "place", int(text) - 1
    last = re.fullmatch(r"last\(\)\s*(?:-\s*(\d+))?", text)
    if last:
        return "place", -1 - int(last.group(1) or 0)
    match = _COMPARED.match(text)
    if match is None or "(" in text:
        raise SyntaxError("invalid predicate")
    at, name, sign, _, value = match.groups()
    return ("attribute" if at else "child"), (name if at or name == "." else _named(name, namespaces)), sign, value


def matches(name, element):
    """Whether a name of a path, with its stars, means an element."""
    tag = element.tag
    if name == "*":
        return True
    if not isinstance(tag, str):
        return False
    if name[:3] == "{*}":
        return tag == name[3:] or tag.rpartition("}")[2] == name[3:]
    if name[-2:] == "}*":
        return tag.startswith(name[:-1]) if name != "{}*" else tag[:1] != "{"
    return tag == name


def select(element, path, namespaces):
    """The elements that a path leads to, in the document's order."""
    if namespaces is None and not any(sign in path for sign in "/*[]@.{"):
        return [child for child in element if child.tag == path]
    current, parents = [element], None
    for deep, name, conditions in steps(path, namespaces):
        found = []
        if name == ".":
            found = list(current)
            if deep:
                found = [below for one in current for below in one.iter()]
        elif name == "..":
            if parents is None:
                parents = {id(child): one for one in element.iter() for child in one}
            for one in current:
                above = parents.get(id(one))
                if above is not None and not any(above is other for other in found):
                    found.append(above)
        else:
            seen = set()
            for one in current:
                for below in (one.iter() if deep else one):
                    if below is not one and matches(name, below) and id(below) not in seen:
                        seen.add(id(below))
                        found.append(below)
        for condition in conditions:
            if condition[0] == "place" and parents is None:
                parents = {id(child): one for one in element.iter() for child in one}
            found = [one for one in found if _holds(one, condition, parents)]
        current = found
    return current


def _holds(element, condition, parents):
    if condition[0] == "place":
        above = parents.get(id(element))
        twins = [] if above is None else [one for one in above if one.tag == element.tag]
        return -len(twins) <= condition[1] < len(twins) and twins[condition[1]] is element
    kind, name, sign, value = condition
    if kind == "attribute":
        given = element.get(name)
        return given is not None and (sign is None or (given == value) == (sign == "="))
    meant = [element] if name == "." else [child for child in element if matches(name, child)]
    texts = ["".join(one.itertext()) for one in meant]
    if sign is None:
        return bool(texts)
    return any((text == value) == (sign == "=") for text in texts)
