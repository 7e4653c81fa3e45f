"""Showing values in a notebook: `display(x)`, `clear_output()`, `HTML`, `Markdown`, `Image` and their like.

Where only text can be shown, values show their `repr`.
"""

import base64 as _base64
import builtins as _builtins
import json as _json
import uuid as _uuid
from html import escape as _escape

import _display
from _pretty import pretty as _pretty

__all__ = ["Audio", "Code", "DisplayHandle", "DisplayObject", "FileLink", "FileLinks", "HTML", "IFrame", "Image", "JSON",
           "Javascript", "Latex", "Markdown", "Math", "Pretty", "SVG", "ScribdDocument", "TextDisplayObject", "Video",
           "VimeoVideo", "YouTubeVideo", "clear_output", "display", "display_html", "display_javascript",
           "display_jpeg", "display_json", "display_latex", "display_markdown", "display_png", "display_pretty",
           "display_svg", "publish_display_data", "set_matplotlib_formats", "update_display"]

_METHODS = {
    "text/html": "_repr_html_", "text/markdown": "_repr_markdown_", "image/svg+xml": "_repr_svg_",
    "image/png": "_repr_png_", "image/jpeg": "_repr_jpeg_", "text/latex": "_repr_latex_",
    "application/json": "_repr_json_", "application/javascript": "_repr_javascript_",
}


def _text(mime, value):
    if isinstance(value, (bytes, bytearray)):
        return _base64.b64encode(bytes(value)).decode("ascii")
    if isinstance(value, str):
        return value
    return _json.dumps(value)


def _forms(value, include=None, exclude=None):
    """What an object says about itself, by MIME type, as text; bytes in base64."""
    forms = {}
    if isinstance(value, type):
        return forms
    bundle = getattr(value, "_repr_mimebundle_", None)
    if callable(bundle):
        answer = bundle(include=include, exclude=exclude)
        if isinstance(answer, tuple):
            answer = answer[0]
        for mime, form in (answer or {}).items():
            forms[mime] = _text(mime, form)
    for mime, name in _METHODS.items():
        if mime in forms:
            continue
        method = getattr(value, name, None)
        answer = method() if callable(method) else None
        if isinstance(answer, tuple):
            answer = answer[0]
        if answer is not None:
            forms[mime] = _text(mime, answer)
    if include:
        forms = {mime: form for mime, form in forms.items() if mime in include}
    if exclude:
        forms = {mime: form for mime, form in forms.items() if mime not in exclude}
    return forms


class DisplayHandle:
    """A place in the output whose content can be replaced."""

    def __init__(self, display_id=None):
        self.display_id = display_id or _uuid.uuid4().hex

    def __repr__(self):
        return f"<{type(self).__name__} display_id={self.display_id}>"

    def display(self, obj, **kwargs):
        display(obj, display_id=self.display_id, **kwargs)

    def update(self, obj, **kwargs):
        update_display(obj, display_id=self.display_id, **kwargs)


def display(*objs, include=None, exclude=None, metadata=None, transient=None, display_id=None, raw=False, clear=False,
            **kwargs):
    """Shows objects in the output of the cell."""
    if display_id is True:
        display_id = _uuid.uuid4().hex
    if not objs and display_id:
        # An empty place, to be filled by `update`.
        objs, raw = [{}], True
    if clear:
        clear_output(wait=True)
    for obj in objs:
        own = None if raw or isinstance(obj, type) else getattr(obj, "_ipython_display_", None)
        if callable(own):
            own()
            continue
        if raw:
            forms = {mime: _text(mime, form) for mime, form in obj.items()}
            forms.setdefault("text/plain", "")
        else:
            forms = _forms(obj, include, exclude)
            if hasattr(_builtins, "get_ipython"):
                forms.setdefault("text/plain", _pretty(obj))
        _display.show(obj, forms, display_id, kwargs.get("update", False))
    if display_id:
        return DisplayHandle(display_id)
    return None


def update_display(obj, *, display_id, **kwargs):
    """Replaces what was shown with `display_id`."""
    display(obj, display_id=display_id, update=True, **kwargs)


def publish_display_data(data, metadata=None, *, transient=None, update=False, **kwargs):
    """Shows forms, by MIME type."""
    display(data, raw=True, display_id=(transient or {}).get("display_id"), update=update)


def clear_output(wait=False):
    """Takes away what the cell has shown so far; with `wait`, when something new comes."""
    _display.clear(wait)


class DisplayObject:
    """Data that is shown in one form."""

    _mime = "text/plain"

    def __init__(self, data=None, url=None, filename=None, metadata=None):
        if url is not None:
            raise NotImplementedError("Gradus shows no data from the web: give data or a filename")
        if filename is None and data is not None and not isinstance(data, (str, bytes, dict, list)):
            filename = data
            data = None
        self.data = data
        self.url = url
        self.filename = None if filename is None else str(filename)
        self.metadata = metadata or {}
        self.reload()

    _read_flags = "r"

    def reload(self):
        if self.filename is not None:
            with open(self.filename, self._read_flags) as file:
                self.data = file.read()

    def __repr__(self):
        return f"<IPython.core.display.{type(self).__name__} object>"


class TextDisplayObject(DisplayObject):
    """Text that is shown in one form."""


class Pretty(TextDisplayObject):
    """Text as it is."""

    def __repr__(self):
        return self.data


class HTML(TextDisplayObject):
    """A piece of a web page."""

    def _repr_html_(self):
        return self.data

    __html__ = _repr_html_


class Markdown(TextDisplayObject):
    """Text in Markdown."""

    def _repr_markdown_(self):
        return self.data


class Latex(TextDisplayObject):
    """Text in LaTeX."""

    def _repr_latex_(self):
        return self.data


class Math(TextDisplayObject):
    """A formula in LaTeX."""

    def _repr_latex_(self):
        return "$\\displaystyle %s$" % self.data.strip("$")


class SVG(DisplayObject):
    """A drawing."""

    def _repr_svg_(self):
        return self.data


class JSON(DisplayObject):
    """Values that can be written as JSON."""

    def _repr_json_(self):
        return self.data


class Javascript(TextDisplayObject):
    """A program for the page."""

    def __init__(self, data=None, url=None, filename=None, lib=None, css=None):
        self.lib = [lib] if isinstance(lib, str) else lib or []
        self.css = [css] if isinstance(css, str) else css or []
        super().__init__(data=data, url=url, filename=filename)

    def _repr_javascript_(self):
        return self.data


class Code(TextDisplayObject):
    """Source text."""

    def __init__(self, data=None, url=None, filename=None, language=None):
        self.language = language
        super().__init__(data=data, url=url, filename=filename)

    def __repr__(self):
        return self.data

    def _repr_markdown_(self):
        return f"```{self.language or ''}\n{self.data}\n```"


class Image(DisplayObject):
    """A picture from a file or from the bytes of one."""

    _read_flags = "rb"

    def __init__(self, data=None, url=None, filename=None, format=None, embed=None, width=None, height=None,
                 retina=False, unconfined=False, metadata=None, alt=None):
        if isinstance(data, str):
            if data.startswith(("http://", "https://")):
                url, data = data, None
            else:
                filename, data = data, None
        self.width = width
        self.height = height
        self.alt = alt
        if url is not None and embed:
            raise NotImplementedError("Gradus loads no picture from the web: leave embed out")
        super().__init__(data=data, filename=filename, metadata=metadata)
        self.url = url
        start = self.data[:3] if self.data else b""
        self.format = format or ("jpeg" if start == b"\xff\xd8\xff" else "gif" if start == b"GIF" else "png")

    def _repr_mimebundle_(self, include=None, exclude=None):
        if self.data is None and self.url is not None:
            # The page loads it.
            words = [f'{name}="{getattr(self, name)}"' for name in ("width", "height", "alt") if getattr(self, name)]
            return {"text/html": f'<img src="{_escape(self.url)}" {" ".join(words)}/>'.replace(" />", "/>")}
        return {"image/" + {"jpg": "jpeg"}.get(self.format, self.format): self.data}


def _display_as(mime):
    def show(*objs, raw=False, metadata=None):
        for obj in objs:
            if raw:
                _display.show(obj, {mime: _text(mime, obj), "text/plain": ""}, None, False)
            else:
                display(obj, include=[mime, "text/plain"])
    return show


display_html = _display_as("text/html")
display_markdown = _display_as("text/markdown")
display_svg = _display_as("image/svg+xml")
display_png = _display_as("image/png")
display_jpeg = _display_as("image/jpeg")
display_latex = _display_as("text/latex")
display_javascript = _display_as("application/javascript")
display_json = _display_as("application/json")


def display_pretty(*objs, raw=False, metadata=None):
    """Shows objects as text."""
    for obj in objs:
        _display.show(obj, {"text/plain": obj if raw else repr(obj)}, None, False)


def set_matplotlib_formats(*formats, **kwargs):
    """Does nothing: plots are shown in the form that the notebook takes."""


from IPython.lib.display import (Audio, FileLink, FileLinks, IFrame, ScribdDocument, Video, VimeoVideo,
                                 YouTubeVideo)
