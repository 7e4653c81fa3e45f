"""Single pixels of a picture."""


class PixelAccess:
    """What `Image.load()` gives: pixels by their places, `access[x, y]`."""

    def __init__(self, image):
        self._image = image

    def __getitem__(self, place):
        return self._image.getpixel(place)

    def __setitem__(self, place, colour):
        self._image.putpixel(place, colour)


PixelAccess.__module__ = "PIL._imaging"
