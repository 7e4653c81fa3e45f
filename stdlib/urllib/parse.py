"""Taking addresses apart and putting them together."""

import re as _re
from collections import namedtuple as _namedtuple

__all__ = ["urlparse", "urlunparse", "urljoin", "urldefrag", "urlsplit", "urlunsplit", "urlencode", "parse_qs",
           "parse_qsl", "quote", "quote_plus", "quote_from_bytes", "unquote", "unquote_plus", "unquote_to_bytes",
           "DefragResult", "ParseResult", "SplitResult"]

uses_relative = ["", "ftp", "http", "gopher", "nntp", "imap", "wais", "file", "https", "shttp", "mms", "prospero",
                 "rtsp", "rtspu", "sftp", "svn", "svn+ssh", "ws", "wss"]
uses_netloc = ["", "ftp", "http", "gopher", "nntp", "telnet", "imap", "wais", "file", "mms", "https", "shttp", "snews",
               "prospero", "rtsp", "rtspu", "rsync", "svn", "svn+ssh", "sftp", "nfs", "git", "git+ssh", "ws", "wss"]
uses_params = ["", "ftp", "hdl", "prospero", "http", "imap", "https", "shttp", "rtsp", "rtspu", "sip", "sips", "mms",
               "sftp", "tel"]


class _Place:
    """The parts of the network location."""

    __slots__ = ()

    def geturl(self):
        return urlunparse(self) if len(self) == 6 else urlunsplit(self)

    def _split(self):
        """User, password, host and port; texts also for bytes."""
        netloc = self.netloc if isinstance(self.netloc, str) else self.netloc.decode("ascii")
        user, at, host = netloc.rpartition("@")
        name, colon, password = user.partition(":")
        if not at:
            name = password = None
        elif not colon:
            password = None
        before, bracket, rest = host.partition("[")
        if bracket:
            hostname, _, port = rest.partition("]")
            port = port.partition(":")[2]
        else:
            hostname, _, port = host.partition(":")
        return name, password, hostname or None, port or None

    def _own(self, text):
        return text if text is None or isinstance(self.netloc, str) else text.encode("ascii")

    @property
    def username(self):
        return self._own(self._split()[0])

    @property
    def password(self):
        return self._own(self._split()[1])

    @property
    def hostname(self):
        host = self._split()[2]
        if not host:
            return None
        name, percent, zone = host.partition("%")
        return self._own(name.lower() + percent + zone)

    @property
    def port(self):
        port = self._split()[3]
        if port is None:
            return None
        if not (port.isdigit() and port.isascii()):
            raise ValueError(f"Port could not be cast to integer value as {port!r}")
        port = int(port)
        if not 0 <= port <= 65535:
            raise ValueError("Port out of range 0-65535")
        return port


class DefragResult(_namedtuple("DefragResult", "url fragment")):
    __slots__ = ()

    def geturl(self):
        if not self.fragment:
            return self.url
        return self.url + ("#" if isinstance(self.url, str) else b"#") + self.fragment


class SplitResult(_namedtuple("SplitResult", "scheme netloc path query fragment"), _Place):
    __slots__ = ()


class ParseResult(_namedtuple("ParseResult", "scheme netloc path params query fragment"), _Place):
    __slots__ = ()


def _texts(*values):
    """The values as texts, and what turns a result back into their type."""
    kinds = {type(value) for value in values if value}
    if any(issubclass(kind, str) for kind in kinds) or not kinds:
        if any(not issubclass(kind, str) for kind in kinds):
            raise TypeError("Cannot mix str and non-str arguments")
        if any(isinstance(value, bytes) for value in values) and not kinds and isinstance(values[0], bytes):
            return *("" for _ in values), _encoded
        return *(value if isinstance(value, str) else "" for value in values), lambda result: result
    return *(value.decode("ascii") if value else "" for value in values), _encoded


def _encoded(result):
    if isinstance(result, str):
        return result.encode("ascii")
    return type(result)(*(part.encode("ascii") for part in result))


def _check_brackets(netloc):
    """What stands in brackets must be an address of version 6, or of a later one."""
    host = netloc.rpartition("@")[2]
    before, _, rest = host.partition("[")
    inside, _, after = rest.partition("]")
    if before or after and not after.startswith(":"):
        raise ValueError("Invalid IPv6 URL")
    if inside.startswith("v"):
        if not _re.match(r"\Av[a-fA-F0-9]+\..+\Z", inside):
            raise ValueError("IPvFuture address is invalid")
    elif not _re.match(r"\A[0-9a-fA-F:.]*:[0-9a-fA-F:.]*(%.+)?\Z", inside):
        raise ValueError(f"{inside!r} does not appear to be an IPv4 or IPv6 address")


def urlsplit(url, scheme="", allow_fragments=True):
    url, scheme, restore = _texts(url, scheme)
    url = url.lstrip("".join(map(chr, range(33)))).translate({9: None, 10: None, 13: None})
    scheme = scheme.strip("".join(map(chr, range(33))))
    netloc = query = fragment = ""
    i = url.find(":")
    if i > 0 and url[0].isascii() and url[0].isalpha() and all(
            c.isascii() and (c.isalnum() or c in "+-.") for c in url[:i]):
        scheme, url = url[:i].lower(), url[i + 1:]
    if url[:2] == "//":
        end = min([place for place in (url.find(c, 2) for c in "/?#") if place >= 0], default=len(url))
        netloc, url = url[2:end], url[end:]
        if ("[" in netloc) != ("]" in netloc):
            raise ValueError("Invalid IPv6 URL")
        if "[" in netloc:
            _check_brackets(netloc)
    if allow_fragments and "#" in url:
        url, fragment = url.split("#", 1)
    if "?" in url:
        url, query = url.split("?", 1)
    return restore(SplitResult(scheme, netloc, url, query, fragment))


def urlparse(url, scheme="", allow_fragments=True):
    url, scheme, restore = _texts(url, scheme)
    scheme, netloc, path, query, fragment = urlsplit(url, scheme, allow_fragments)
    params = ""
    if scheme in uses_params and ";" in path:
        i = path.find(";", path.rfind("/")) if "/" in path else path.find(";")
        if i >= 0:
            path, params = path[:i], path[i + 1:]
    return restore(ParseResult(scheme, netloc, path, params, query, fragment))


def urlunparse(components):
    *texts, restore = _texts(*components)
    scheme, netloc, url, params, query, fragment = texts
    if params:
        url = f"{url};{params}"
    return restore(urlunsplit((scheme, netloc, url, query, fragment)))


def urlunsplit(components):
    *texts, restore = _texts(*components)
    scheme, netloc, url, query, fragment = texts
    if netloc or scheme and scheme in uses_netloc and url[:2] != "//":
        if url and url[:1] != "/":
            url = "/" + url
        url = "//" + netloc + url
    if scheme:
        url = scheme + ":" + url
    if query:
        url = url + "?" + query
    if fragment:
        url = url + "#" + fragment
    return restore(url)


def urljoin(base, url, allow_fragments=True):
    if not base:
        return url
    if not url:
        return base
    base, url, restore = _texts(base, url)
    b = urlparse(base, "", allow_fragments)
    scheme, netloc, path, params, query, fragment = urlparse(url, b.scheme, allow_fragments)
    if scheme != b.scheme or scheme not in uses_relative:
        return restore(url)
    if scheme in uses_netloc:
        if netloc:
            return restore(urlunparse((scheme, netloc, path, params, query, fragment)))
        netloc = b.netloc
    if not path and not params:
        return restore(urlunparse((scheme, netloc, b.path, b.params, query or b.query, fragment)))
    parts = b.path.split("/")
    if parts[-1] != "":
        del parts[-1]
    if path[:1] == "/":
        segments = path.split("/")
    else:
        segments = parts + path.split("/")
        segments[1:-1] = filter(None, segments[1:-1])
    resolved = []
    for segment in segments:
        if segment == "..":
            if resolved:
                resolved.pop()
        elif segment != ".":
            resolved.append(segment)
    if segments[-1] in (".", ".."):
        resolved.append("")
    return restore(urlunparse((scheme, netloc, "/".join(resolved) or "/", params, query, fragment)))


def urldefrag(url):
    url, restore = _texts(url)
    if "#" in url:
        scheme, netloc, path, params, query, fragment = urlparse(url)
        return restore(DefragResult(urlunparse((scheme, netloc, path, params, query, "")), fragment))
    return restore(DefragResult(url, ""))


_ALWAYS_SAFE = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.-~")


def quote(string, safe="/", encoding=None, errors=None):
    if isinstance(string, str):
        if not string:
            return string
        string = string.encode(encoding or "utf-8", errors or "strict")
    else:
        if encoding is not None:
            raise TypeError("quote() doesn't support 'encoding' for bytes")
        if errors is not None:
            raise TypeError("quote() doesn't support 'errors' for bytes")
    return quote_from_bytes(string, safe)


def quote_plus(string, safe="", encoding=None, errors=None):
    space = " " if isinstance(string, str) else b" "
    if space not in string:
        return quote(string, safe, encoding, errors)
    return quote(string, safe + (" " if isinstance(safe, str) else b" "), encoding, errors).replace(" ", "+")


def quote_from_bytes(bs, safe="/"):
    if not isinstance(bs, (bytes, bytearray)):
        raise TypeError("quote_from_bytes() expected bytes")
    if not bs:
        return ""
    if isinstance(safe, str):
        safe = safe.encode("ascii", "ignore")
    kept = _ALWAYS_SAFE | {byte for byte in safe if byte < 128}
    return "".join(chr(byte) if byte in kept else "%%%02X" % byte for byte in bs)


def unquote_to_bytes(string):
    if not string:
        return b""
    if isinstance(string, str):
        string = string.encode("utf-8")
    first, *rest = string.split(b"%")
    result = [first]
    for part in rest:
        try:
            result.append(bytes([int(part[:2].decode("ascii"), 16)]) if len(part) >= 2 and part[:2].isalnum() else None)
            if result[-1] is None:
                raise ValueError
            result.append(part[2:])
        except ValueError:
            if result[-1] is None:
                result.pop()
            result.append(b"%" + part)
    return b"".join(result)


def unquote(string, encoding="utf-8", errors="replace"):
    if isinstance(string, (bytes, bytearray)):
        return unquote_to_bytes(bytes(string)).decode(encoding or "utf-8", errors or "replace")
    if "%" not in string:
        return string
    encoding, errors = encoding or "utf-8", errors or "replace"
    parts = _re.split("([\x00-\x7f]+)", string)
    result = [parts[0]]
    for i in range(1, len(parts), 2):
        result.append(unquote_to_bytes(parts[i]).decode(encoding, errors))
        result.append(parts[i + 1])
    return "".join(result)


def unquote_plus(string, encoding="utf-8", errors="replace"):
    return unquote(string.replace("+", " "), encoding, errors)


def urlencode(query, doseq=False, safe="", encoding=None, errors=None, quote_via=quote_plus):
    if hasattr(query, "items"):
        query = query.items()
    else:
        try:
            if len(query) and not isinstance(query[0], tuple):
                raise TypeError
        except TypeError:
            raise TypeError("not a valid non-string sequence or mapping object") from None

    def quoted(value):
        if isinstance(value, bytes):
            return quote_via(value, safe)
        return quote_via(str(value), safe, encoding, errors)
    pairs = []
    for key, value in query:
        key = quoted(key)
        if doseq and not isinstance(value, (str, bytes)):
            try:
                len(value)
            except TypeError:
                pairs.append(f"{key}={quoted(value)}")
            else:
                pairs.extend(f"{key}={quoted(item)}" for item in value)
        else:
            pairs.append(f"{key}={quoted(value)}")
    return "&".join(pairs)


def parse_qs(qs, keep_blank_values=False, strict_parsing=False, encoding="utf-8", errors="replace",
             max_num_fields=None, separator="&"):
    result = {}
    for name, value in parse_qsl(qs, keep_blank_values, strict_parsing, encoding, errors, max_num_fields, separator):
        result.setdefault(name, []).append(value)
    return result


def parse_qsl(qs, keep_blank_values=False, strict_parsing=False, encoding="utf-8", errors="replace",
              max_num_fields=None, separator="&"):
    if not separator or not isinstance(separator, (str, bytes)):
        raise ValueError("Separator must be of type string or bytes.")
    if isinstance(separator, bytes):
        separator = separator.decode("ascii")
    if isinstance(qs, str):
        def restore(text):
            return text
    else:
        qs = bytes(qs or b"").decode("ascii")

        def restore(text):
            return text.encode(encoding, errors)
    if max_num_fields is not None and 1 + qs.count(separator) > max_num_fields:
        raise ValueError("Max number of fields exceeded")
    result = []
    for field in qs.split(separator) if qs else []:
        if not field and not strict_parsing:
            continue
        name, equals, value = field.partition("=")
        if not equals:
            if strict_parsing:
                raise ValueError("bad query field: %r" % (field,))
            if not keep_blank_values:
                continue
        if value or keep_blank_values:
            name = unquote(name.replace("+", " "), encoding, errors)
            value = unquote(value.replace("+", " "), encoding, errors)
            result.append((restore(name), restore(value)))
    return result
