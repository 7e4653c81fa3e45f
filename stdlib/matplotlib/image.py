"""Pictures in axes, and picture files."""
import math

from _cairo import flip, rgba_bytes
from matplotlib import rcParams
from matplotlib._arrays import array, flatten, nested
from matplotlib._hints import hint
from matplotlib.artist import Artist
from matplotlib.cm import ScalarMappable
from matplotlib.transforms import Bbox

_SMOOTH = {'bilinear': 'bilinear', 'bicubic': 'best', 'lanczos': 'best', 'spline16': 'best', 'spline36': 'best',
           'hanning': 'best', 'hamming': 'best', 'hermite': 'bilinear', 'kaiser': 'best', 'quadric': 'best',
           'catrom': 'best', 'gaussian': 'best', 'bessel': 'best', 'mitchell': 'best', 'sinc': 'best',
           'blackman': 'best', 'nearest': 'nearest', 'none': 'nearest', 'auto': 'auto', 'antialiased': 'auto'}


class AxesImage(Artist, ScalarMappable):
    zorder = 0

    def __init__(self, axes, *, cmap=None, norm=None, vmin=None, vmax=None, interpolation=None, origin=None, extent=None,
                 alpha=None, **kwargs):
        Artist.__init__(self)
        ScalarMappable.__init__(self, None, None)
        self._set_mapping(norm, cmap, vmin, vmax)
        self.axes = axes
        self.origin = rcParams['image.origin'] if origin is None else origin
        if self.origin not in ('upper', 'lower'):
            raise ValueError(f"{origin!r} is not a valid value for origin. Supported values are 'upper', 'lower'")
        self._extent = extent
        self.set_interpolation(interpolation)
        self.set_alpha(alpha)
        self._update(kwargs)

    def set_interpolation(self, s):
        s = rcParams['image.interpolation'] if s is None else s.lower()
        if s not in _SMOOTH:
            raise ValueError(f'{s!r} is not a valid value for interpolation.{hint(s, _SMOOTH)}')
        self._interpolation = s

    def get_interpolation(self):
        return self._interpolation

    def set_interpolation_stage(self, s):
        pass

    def set_resample(self, v):
        pass

    def set_filternorm(self, filternorm):
        pass

    def set_filterrad(self, filterrad):
        pass

    def set_alpha(self, alpha):
        self._alpha_map = None
        if alpha is not None and not isinstance(alpha, (int, float)):
            items, shape, kind = flatten(alpha)
            if len(shape) != 2:
                raise TypeError(f'alpha must be a float, two-dimensional array, or None, not {type(alpha)}')
            self._alpha_map, alpha = [float(v) for v in items], None
        Artist.set_alpha(self, alpha)

    def set_data(self, A):
        items, shape, kind = flatten(A)
        if kind in 'UO':
            raise TypeError(f'Image data of dtype {"object" if kind == "O" else "<U1"} cannot be converted to float')
        original = tuple(shape)
        if len(shape) == 3 and shape[2] == 1:
            shape = shape[:2]
        if not (len(shape) == 2 or (len(shape) == 3 and shape[2] in (3, 4))):
            raise TypeError(f'Invalid shape {original} for image data')
        self._shape, self._kind = tuple(shape), kind
        if len(shape) == 2:
            self._values, self._pixels = items, None
            self._A = items
        else:
            self._values = self._A = None
            is_float = kind == 'f'
            low, high = (min(items), max(items)) if items else (0, 0)
            if low < 0 or high > (1 if is_float else 255):
                import logging
                logging.getLogger('matplotlib.image').warning(
                    'Clipping input data to the valid range for imshow with RGB data ([0..1] for floats or [0..255] for '
                    f'integers). Got range [{low}..{high}].')
            self._pixels = rgba_bytes(items, shape[2], 255.0 if is_float else 1.0)
        self._items = items

    set_array = set_data

    def get_array(self):
        return array(nested(self._items, self._shape))

    def autoscale_None(self):
        if self._values is not None:
            self.norm.autoscale_None(self._values)

    def autoscale(self):
        if self._values is not None:
            self.norm.autoscale(self._values)

    def get_size(self):
        return self._shape[0], self._shape[1]

    def get_extent(self):
        if self._extent is not None:
            return self._extent
        rows, columns = self._shape[:2]
        if self.origin == 'upper':
            return [-0.5, columns - 0.5, rows - 0.5, -0.5]
        return [-0.5, columns - 0.5, -0.5, rows - 0.5]

    def set_extent(self, extent, **kwargs):
        self._extent = tuple(float(v) for v in extent)
        self.axes._update_image_limits(self)

    def pixels(self):
        """RGBA bytes, rows as in the data."""
        if self._pixels is not None:
            data = self._pixels
        else:
            self.norm.autoscale_None(self._values)
            values = self._values if self._kind == 'f' else [float(v) for v in self._values]
            data = self.norm.colors(self.cmap, values)
        if self._alpha_map is not None:
            data = bytearray(data)
            for i, a in enumerate(self._alpha_map[:len(data) // 4]):
                data[4 * i + 3] = int(data[4 * i + 3] * min(1.0, max(0.0, a)))
            data = bytes(data)
        return data

    def _draw(self, renderer):
        rows, columns = self._shape[:2]
        if not rows or not columns:
            return
        left, right, bottom, top = self.get_extent()
        (x0, x1), (y0, y1) = self.get_transform().map([float(left), float(right)], [float(bottom), float(top)])
        data = self.pixels()
        if self.origin == 'lower':
            data = flip(data, columns, False)
        if y1 < y0:
            data = flip(data, columns, False)
            y0, y1 = y1, y0
        if x1 < x0:
            data = flip(data, columns, True)
            x0, x1 = x1, x0
        renderer.image(data, columns, rows, (x0, y0, x1, y1), self._filter(x1 - x0, y1 - y0),
                       1.0 if self._alpha is None else float(self._alpha))

    def _filter(self, width, height):
        """Enlarged pictures stay sharp; reduced ones are smoothed."""
        kind = _SMOOTH[self._interpolation]
        if kind != 'auto':
            return kind
        rows, columns = self._shape[:2]
        for size, count in ((width, columns), (height, rows)):
            factor = size / count
            if not (factor > 3 or abs(factor - 1) < 1e-6 or abs(factor - 2) < 1e-6):
                return 'best' if factor < 1 else 'bilinear'
        return 'nearest'

    def tight_box(self, renderer):
        left, right, bottom, top = self.get_extent()
        (x0, x1), (y0, y1) = self.get_transform().map([float(left), float(right)], [float(bottom), float(top)])
        return Bbox(((min(x0, x1), min(y0, y1)), (max(x0, x1), max(y0, y1))))

    def __str__(self):
        return 'AxesImage(size=' + repr(self.get_size()) + ')'


def imread(fname, format=None):
    """A picture file as numbers: 0 to 1 for PNG, else bytes."""
    from PIL import Image
    picture = Image.open(fname)
    if picture.mode not in ('L', 'RGB', 'RGBA'):
        picture = picture.convert('RGB')
    items, shape, kind = flatten(picture)
    if str(fname).lower().endswith('png') or format == 'png':
        items = [v / 255 for v in items]
        return _as_array(items, shape, 'float32')
    return _as_array(items, shape, 'uint8')


def _as_array(items, shape, dtype):
    from matplotlib import _arrays
    numpy = _arrays._module()
    return numpy.array(items, dtype=getattr(numpy, dtype)).reshape(shape)


def imsave(fname, arr, vmin=None, vmax=None, cmap=None, format=None, origin=None, dpi=100, metadata=None,
           pil_kwargs=None):
    """Writes numbers as a PNG file, one pixel each."""
    from _cairo import Context
    image = AxesImage(None, cmap=cmap, vmin=vmin, vmax=vmax, origin=origin)
    image.set_data(arr)
    rows, columns = image.get_size()
    data = image.pixels()
    if image.origin == 'lower':
        data = flip(data, columns, False)
    kind = str(format or str(fname).rsplit('.', 1)[-1]).lower()
    if kind != 'png':
        raise ValueError(f'Format {kind!r} is not supported (supported formats: png)')
    page = Context('image', columns, rows)
    page.image(data, columns, rows, 0, 0, columns, rows, 'nearest', 1.0)
    from matplotlib.figure import write_file
    write_file(fname, page.encoded())
