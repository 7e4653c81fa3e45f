"""Pictures between a plain form of themselves (factor 0) and themselves (factor 1), and beyond."""

from PIL import Image, ImageFilter


class _Enhance:
    def enhance(self, factor):
        return Image.blend(self.degenerate, self.image, factor)

    def _keep_alpha(self):
        if "A" in self.image.getbands():
            self.degenerate.putalpha(self.image.getchannel("A"))


class Color(_Enhance):
    def __init__(self, image):
        self.image = image
        self.degenerate = image.convert("L").convert(image.mode)
        self._keep_alpha()


class Contrast(_Enhance):
    def __init__(self, image):
        self.image = image
        gray = image.convert("L")
        counts = gray.histogram()
        total = sum(counts)
        mean = int(sum(value * count for value, count in enumerate(counts)) / total + 0.5) if total else 0
        self.degenerate = Image.new("L", image.size, mean).convert(image.mode)
        self._keep_alpha()


class Brightness(_Enhance):
    def __init__(self, image):
        self.image = image
        self.degenerate = Image.new(image.mode, image.size, 0)
        self._keep_alpha()


class Sharpness(_Enhance):
    def __init__(self, image):
        self.image = image
        self.degenerate = image.filter(ImageFilter.SMOOTH)
        self._keep_alpha()
