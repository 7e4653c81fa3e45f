"""Files of the network: `urlopen` and `urlretrieve` fetch them whole; requests that send something are refused."""

import io as _io
import os as _os
import tempfile as _tempfile
from urllib.error import ContentTooShortError, HTTPError, URLError
from urllib.parse import quote, unquote, unquote_to_bytes, urlparse

__all__ = ["OpenerDirector", "Request", "build_opener", "install_opener", "pathname2url", "url2pathname", "urlcleanup",
           "urlopen", "urlretrieve"]

_temporary = []


class Request:
    """An address with what belongs to asking for it."""

    def __init__(self, url, data=None, headers={}, origin_req_host=None, unverifiable=False, method=None):
        if not urlparse(url).scheme:
            raise ValueError(f"unknown url type: {url!r}")
        self.full_url, self.data, self.method = url, data, method
        self.headers = {}
        for key, value in headers.items():
            self.add_header(key, value)
        parts = urlparse(url)
        self.type, self.host, self.selector = parts.scheme, parts.netloc, url.partition("//" + parts.netloc)[2] or "/"

    def add_header(self, key, val):
        self.headers[key.capitalize()] = val

    def has_header(self, header_name):
        return header_name in self.headers

    def get_header(self, header_name, default=None):
        return self.headers.get(header_name, default)

    def header_items(self):
        return list(self.headers.items())

    def get_method(self):
        return self.method or ("GET" if self.data is None else "POST")

    def get_full_url(self):
        return self.full_url


class _Answer(_io.BytesIO):
    """What was fetched, as a file."""

    def __init__(self, content, url, kind):
        _io.BytesIO.__init__(self, content)
        self.url, self.status, self.code, self.reason, self.msg = url, 200, 200, "OK", "OK"
        self.headers = {"Content-Length": str(len(content)), "Content-Type": kind}

    def geturl(self):
        return self.url

    def info(self):
        return self.headers

    def getcode(self):
        return self.status

    def getheader(self, name, default=None):
        return {key.lower(): value for key, value in self.headers.items()}.get(name.lower(), default)

    def getheaders(self):
        return list(self.headers.items())


def _fetch(url, folder, name):
    """Downloads a file. The errors are those of this package."""
    from torchvision import _download
    try:
        _download.fetch(url, folder, name)
    except (OSError, RuntimeError, ValueError) as error:
        words = str(error)
        for code in (400, 401, 403, 404, 410, 429, 500, 502, 503):
            if f" {code}" in words:
                raise HTTPError(url, code, {403: "Forbidden", 404: "Not Found"}.get(code, "Error"), None, None)
        raise URLError(words)


def _content(url):
    """The bytes at an address, and their kind."""
    parts = urlparse(url)
    if parts.scheme == "file":
        path = url2pathname(parts.path)
        try:
            with open(path, "rb") as file:
                return file.read(), "application/octet-stream"
        except OSError as error:
            raise URLError(error)
    if parts.scheme == "data":
        kind, comma, data = url[5:].partition(",")
        if not comma:
            raise ValueError("data URL without a comma")
        content = unquote_to_bytes(data)
        if kind.endswith(";base64"):
            import base64
            content, kind = base64.b64decode(content), kind[:-7]
        return content, kind or "text/plain;charset=US-ASCII"
    if parts.scheme not in ("http", "https", "ftp"):
        raise URLError(f"unknown url type: {parts.scheme}") if parts.scheme else ValueError(f"unknown url type: {url!r}")
    with _tempfile.TemporaryDirectory() as folder:
        _fetch(url, folder, "content")
        with open(_os.path.join(folder, "content"), "rb") as file:
            return file.read(), "application/octet-stream"


def urlopen(url, data=None, timeout=None, *, cafile=None, capath=None, cadefault=False, context=None):
    request = url if isinstance(url, Request) else Request(url, data)
    if request.get_method() != "GET" or request.data is not None:
        raise NotImplementedError(f"Gradus only fetches from the network: {request.get_method()} is not supported")
    content, kind = _content(request.full_url)
    return _Answer(content, request.full_url, kind)


def urlretrieve(url, filename=None, reporthook=None, data=None):
    """Saves what is at an address; the name of the file, and what is known of it."""
    parts = urlparse(url)
    if parts.scheme == "file" and not filename:
        return url2pathname(parts.path), {}
    if not filename:
        handle, filename = _tempfile.mkstemp()
        _os.close(handle)
        _temporary.append(filename)
    if parts.scheme in ("http", "https", "ftp"):
        folder, name = _os.path.split(_os.path.abspath(_os.fspath(filename)))
        _fetch(url, folder, name)
        size = _os.path.getsize(filename)
    else:
        content = _content(Request(url).full_url)[0]
        with open(filename, "wb") as file:
            file.write(content)
        size = len(content)
    if reporthook is not None:
        block = 8192
        for count in range(-(-size // block) + 1):
            reporthook(count, block, size)
    return filename, {"Content-Length": str(size)}


def urlcleanup():
    for path in _temporary:
        if _os.path.exists(path):
            _os.unlink(path)
    del _temporary[:]


class OpenerDirector:
    """What `build_opener` makes; the headers that are added to it are not sent."""

    def __init__(self):
        self.addheaders = [("User-agent", "Python-urllib/3.11")]

    def add_handler(self, handler):
        pass

    def open(self, fullurl, data=None, timeout=None):
        return urlopen(fullurl, data, timeout)


def build_opener(*handlers):
    return OpenerDirector()


def install_opener(opener):
    pass


def pathname2url(pathname):
    return quote(pathname)


def url2pathname(pathname):
    return unquote(pathname)


def getproxies():
    return {name[:-6].lower(): value for name, value in _os.environ.items() if name.lower().endswith("_proxy") and value}
