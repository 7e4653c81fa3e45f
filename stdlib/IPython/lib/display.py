"""What a page shows by itself: sounds, films, other pages, files to fetch.

Nothing is loaded from the web: the page that shows the notebook does that.
"""

import base64 as _base64
import os as _os
from html import escape as _escape
from urllib.parse import urlencode as _urlencode

from IPython.display import DisplayObject

__all__ = ["Audio", "FileLink", "FileLinks", "IFrame", "ScribdDocument", "Video", "VimeoVideo", "YouTubeVideo"]

_TYPES = {
    ".wav": "audio/x-wav", ".mp3": "audio/mpeg", ".ogg": "audio/ogg", ".flac": "audio/flac", ".m4a": "audio/mp4",
    ".mp4": "video/mp4", ".webm": "video/webm", ".mov": "video/quicktime", ".avi": "video/x-msvideo",
}


def _type_of(name):
    return _TYPES.get(_os.path.splitext(str(name))[1].lower())


class Audio(DisplayObject):
    """A sound: a file, the bytes of one, or samples with their rate."""

    _read_flags = "rb"

    def __init__(self, data=None, filename=None, url=None, embed=None, rate=None, autoplay=False, normalize=True, *,
                 element_id=None):
        if isinstance(data, str):
            if data.startswith(("http://", "https://")):
                url, data = data, None
            else:
                filename, data = data, None
        if filename is None and url is None and data is None:
            raise ValueError("No audio data found. Expecting filename, url, or data.")
        if embed is False and url is None:
            raise ValueError("No url found. Expecting url when embed=False")
        if embed and url is not None:
            raise NotImplementedError("Gradus loads no sound from the web: leave embed out")
        if data is not None and not isinstance(data, (bytes, bytearray)):
            if rate is None:
                raise ValueError("rate must be specified when data is a numpy array or list of audio samples.")
            data = self._make_wav(data, rate, normalize)
        self.embed = url is None
        self.autoplay = autoplay
        self.element_id = element_id
        name = filename if filename is not None else url
        self.mimetype = _type_of(name) if name is not None else "audio/wav"
        super().__init__(data=data, filename=filename)
        self.url = url

    @staticmethod
    def _make_wav(data, rate, normalize):
        """Samples of 16 bits behind the head that such files have; a row is a channel."""
        import struct
        import numpy as np
        data = np.array(data, dtype=float)
        if data.ndim not in (1, 2):
            raise ValueError("Array audio input must be a 1D or 2D array")
        channels = 1 if data.ndim == 1 else data.shape[0]
        largest = np.max(np.abs(data))
        if not normalize and largest > 1:
            raise ValueError("Audio data must be between -1 and 1 when normalize=False.")
        samples = (data.T.ravel() / (largest if normalize else 1) * 32767).astype("int16").tobytes()
        rate = int(rate)
        form = struct.pack("<HHLLHH", 1, channels, rate, rate * channels * 2, channels * 2, 16)
        return (b"RIFF" + struct.pack("<L", 36 + len(samples)) + b"WAVEfmt " + struct.pack("<L", 16) + form
                + b"data" + struct.pack("<L", len(samples)) + samples)

    def src_attr(self):
        if self.url is not None:
            return _escape(self.url)
        return f"data:{self.mimetype};base64,{_base64.b64encode(self.data).decode('ascii')}"

    def autoplay_attr(self):
        return 'autoplay="autoplay"' if self.autoplay else ""

    def element_id_attr(self):
        return f'id="{_escape(self.element_id)}"' if self.element_id else ""

    def __repr__(self):
        return "<IPython.lib.display.Audio object>"

    def _repr_html_(self):
        return f"""
                <audio {self.element_id_attr()} controls="controls" {self.autoplay_attr()}>
                    <source src="{self.src_attr()}" type="{self.mimetype}" />
                    Your browser does not support the audio element.
                </audio>
              """


class Video(DisplayObject):
    """A film: an address, a file, or with `embed` the bytes of one."""

    def __init__(self, data=None, url=None, filename=None, embed=False, mimetype=None, width=None, height=None,
                 html_attributes="controls"):
        if isinstance(data, _os.PathLike):
            data = str(data)
        if url is None and isinstance(data, str) and data.startswith(("http:", "https:")):
            url, data = data, None
        elif isinstance(data, str) and _os.path.exists(data):
            filename, data = data, None
        if data and not embed:
            raise ValueError("To embed videos, you must pass embed=True (this may make your notebook files huge)\n"
                             "Consider passing Video(url='...')")
        self.embed = embed
        self.mimetype = mimetype
        self.width = width
        self.height = height
        self.html_attributes = html_attributes
        self.data = data
        self.url = url
        self.filename = filename
        self.metadata = {}

    def _repr_html_(self):
        width = f' width="{self.width}"' if self.width else ""
        height = f' height="{self.height}"' if self.height else ""
        if not self.embed:
            source = _escape(self.url if self.url is not None else self.filename or "")
            return f"""<video src="{source}" {self.html_attributes} {width} {height}>
      Your browser does not support the <code>video</code> element.
    </video>"""
        mimetype, data = self.mimetype, self.data
        if self.filename is not None:
            mimetype = mimetype or _type_of(self.filename)
            with open(self.filename, "rb") as file:
                data = file.read()
        text = data if isinstance(data, str) else _base64.b64encode(data).decode("ascii")
        return f"""<video {self.html_attributes} {width} {height}>
 <source src="data:{mimetype};base64,{text}" type="{mimetype}">
 Your browser does not support the video tag.
 </video>"""


class IFrame:
    """Another page in a frame."""

    def __init__(self, src, width, height, extras=None, **kwargs):
        self.src = src
        self.width = width
        self.height = height
        self.extras = extras or []
        self.params = kwargs

    def _repr_html_(self):
        params = "?" + _urlencode(self.params) if self.params else ""
        width, height, source = (_escape(str(part)) for part in (self.width, self.height, self.src))
        return f"""
        <iframe
            width="{width}"
            height="{height}"
            src="{source}{params}"
            frameborder="0"
            allowfullscreen
            referrerpolicy="strict-origin-when-cross-origin"
            {" ".join(self.extras)}
        ></iframe>
        """


class YouTubeVideo(IFrame):
    """A film of YouTube, by its name there."""

    def __init__(self, id, width=400, height=300, allow_autoplay=False, **kwargs):
        self.id = id
        if allow_autoplay:
            kwargs.update(autoplay=1, extras=list(kwargs.get("extras", [])) + ['allow="autoplay"'])
        super().__init__(f"https://www.youtube.com/embed/{id}", width, height, **kwargs)


class VimeoVideo(IFrame):
    """A film of Vimeo, by its number there."""

    def __init__(self, id, width=400, height=300, **kwargs):
        super().__init__(f"https://player.vimeo.com/video/{id}", width, height, **kwargs)


class ScribdDocument(IFrame):
    """A document of Scribd, by its number there."""

    def __init__(self, id, width=400, height=300, **kwargs):
        super().__init__(f"https://www.scribd.com/embeds/{id}/content", width, height, **kwargs)


class FileLink:
    """A link to a file."""

    def __init__(self, path, url_prefix="", result_html_prefix="", result_html_suffix="<br>"):
        if _os.path.isdir(path):
            raise ValueError(f"Cannot display a directory using FileLink. Use FileLinks to display '{path}'.")
        self.path = str(path)
        self.url_prefix = url_prefix
        self.result_html_prefix = result_html_prefix
        self.result_html_suffix = result_html_suffix

    def _link(self, path):
        return (f"{self.result_html_prefix}<a href='{self.url_prefix}{_escape(path)}' target='_blank'>"
                f"{_escape(path, quote=False)}</a>{self.result_html_suffix}")

    def _repr_html_(self):
        if not _os.path.exists(self.path):
            return (f"Path (<tt>{self.path}</tt>) doesn't exist. It may still be in the process of being generated, "
                    "or you may have the incorrect path.")
        return self._link(self.path)

    def __repr__(self):
        return _os.path.abspath(self.path)


class FileLinks(FileLink):
    """Links to the files of a folder."""

    def __init__(self, path, url_prefix="", result_html_prefix="", result_html_suffix="<br>", recursive=True):
        if _os.path.isfile(path):
            raise ValueError(f"Cannot display a file using FileLinks. Use FileLink to display '{path}'.")
        self.path = str(path).rstrip("/")
        self.url_prefix = url_prefix
        self.result_html_prefix = result_html_prefix
        self.result_html_suffix = result_html_suffix
        self.recursive = recursive

    def _files(self):
        for folder, _, names in sorted(_os.walk(self.path)):
            yield folder, sorted(names)
            if not self.recursive:
                return

    def _repr_html_(self):
        if not _os.path.exists(self.path):
            return super()._repr_html_()
        lines = []
        for folder, names in self._files():
            lines.append(f"{self.result_html_prefix}{folder}/{self.result_html_suffix}")
            lines += ["&nbsp;&nbsp;" + self._link(f"{folder}/{name}") for name in names]
        return "\n".join(lines)

    def __repr__(self):
        lines = []
        for folder, names in self._files():
            lines += [folder + "/"] + ["  " + name for name in names]
        return "\n".join(lines)
