"""Fonts: properties, and names of what is installed."""


class FontProperties:
    def __init__(self, family=None, style=None, variant=None, weight=None, stretch=None, size=None, fname=None,
                 math_fontfamily=None):
        self._family, self._style, self._weight, self._size, self._file = family, style, weight, size, fname

    def get_size(self):
        return self._size

    get_size_in_points = get_size

    def get_name(self):
        if self._file is not None:
            import os
            return os.path.splitext(os.path.basename(self._file))[0]
        return self._family if isinstance(self._family, str) else (self._family or ['DejaVu Sans'])[0]

    def get_family(self):
        return [self._family] if isinstance(self._family, str) else self._family

    def set_family(self, family):
        self._family = family

    def set_size(self, size):
        self._size = size

    def set_weight(self, weight):
        self._weight = weight

    def set_style(self, style):
        self._style = style

    def apply(self, text):
        """Sets what is given on a text."""
        if self._family is not None or self._file is not None:
            text._family = self._family if self._family is not None else self.get_name()
        for name, value in (('fontsize', self._size), ('fontweight', self._weight), ('fontstyle', self._style)):
            if value is not None:
                getattr(text, 'set_' + name)(value)


class FontManager:
    ttflist = []

    def addfont(self, path):
        pass


fontManager = FontManager()


def findfont(prop, **kwargs):
    return 'DejaVuSans.ttf'


def findSystemFonts(fontpaths=None, fontext='ttf'):
    import glob
    return sorted(glob.glob('/usr/share/fonts/**/*.' + fontext, recursive=True))
