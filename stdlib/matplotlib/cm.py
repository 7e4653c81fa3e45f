"""Colour maps by name, and things coloured by numbers."""
from matplotlib import _colortables, colors
from matplotlib._arrays import array, flatten, nested
from matplotlib._hints import hint
from matplotlib.colors import Colormap, Normalize, build_colormap


def _names():
    base = (list(_colortables.PACKED) + list(_colortables.ANCHORS) + list(_colortables.SEGMENTS)
            + list(_colortables.LISTS) + ['grey', 'gist_grey', 'gist_yerg', 'Grays'])
    return base + [name + '_r' for name in base]


class ColormapRegistry:
    """The maps by name: `matplotlib.colormaps`."""

    def __init__(self):
        self._names = _names()
        self._known = {}

    def _get(self, name):
        if name not in self._known:
            if name not in self._names:
                return None
            self._known[name] = build_colormap(name)
        return self._known[name]

    def __getitem__(self, name):
        found = self._get(name)
        if found is None:
            raise KeyError(f'{name!r} is not a known colormap name')
        return found.copy() if isinstance(found, colors.ListedColormap) else build_colormap(name) or found

    def __iter__(self):
        return iter(self._names)

    def __len__(self):
        return len(self._names)

    def __contains__(self, name):
        return name in self._names

    def keys(self):
        return list(self._names)

    def __call__(self):
        return list(self._names)

    def get(self, name, default=None):
        return self[name] if name in self else default

    def register(self, cmap, *, name=None, force=False):
        name = name or cmap.name
        if name in self._names and not force:
            raise ValueError(f'A colormap named "{name}" is already registered.')
        if name not in self._names:
            self._names.append(name)
        self._known[name] = cmap

    def unregister(self, name):
        if name in self._names:
            self._names.remove(name)
        self._known.pop(name, None)

    def get_cmap(self, cmap=None):
        return get_colormap(cmap)

    def __str__(self):
        return 'ColormapRegistry; available colormaps:\n' + ', '.join(f"'{name}'" for name in self._names)


_colormaps = ColormapRegistry()


def get_colormap(cmap=None, lut=None):
    """The map of a name (of rcParams' one for None). Raises ValueError where there is none."""
    from matplotlib import rcParams
    if cmap is None:
        cmap = rcParams['image.cmap']
    if isinstance(cmap, Colormap):
        return cmap
    if not isinstance(cmap, str):
        raise TypeError(f'get_cmap expects None or an instance of a str or Colormap . you passed {cmap!r} of type '
                        f'{type(cmap)}')
    found = _colormaps._get(cmap)
    if found is None:
        raise ValueError(f'{cmap!r} is not a valid value for cmap.{hint(cmap, list(_colormaps))}\nSee `matplotlib.bivar_colormaps()` and '
                         '`matplotlib.multivar_colormaps()` for bivariate and multivariate colormaps')
    return found.resampled(lut) if lut else found


def get_cmap(name=None, lut=None):
    """As matplotlib before 3.9 had it."""
    return get_colormap(name, lut)


class ScalarMappable:
    """Numbers with a colour map and a norm."""

    def __init__(self, norm=None, cmap=None):
        self._A = None
        self.norm = _as_norm(norm)
        self.cmap = get_colormap(cmap)
        self.colorbar = None

    def _set_mapping(self, norm, cmap, vmin, vmax):
        self.cmap = get_colormap(cmap)
        if norm is not None and (vmin is not None or vmax is not None) and not isinstance(norm, str):
            raise ValueError('Passing a Normalize instance simultaneously with vmin/vmax is not supported.  '
                             'Please pass vmin/vmax directly to the norm when creating it.')
        self.norm = _as_norm(norm)
        if vmin is not None:
            self.norm.vmin = float(vmin)
        if vmax is not None:
            self.norm.vmax = float(vmax)
        self.colorbar = None

    def set_array(self, A):
        self._A = A

    def get_array(self):
        return self._A

    def get_cmap(self):
        return self.cmap

    def set_cmap(self, cmap):
        self.cmap = get_colormap(cmap)
        self._tell_colorbar()

    def _tell_colorbar(self):
        if self.colorbar is not None:
            self.colorbar.update_normal(self)

    def set_norm(self, norm):
        self.norm = _as_norm(norm)

    def get_clim(self):
        return self.norm.vmin, self.norm.vmax

    def set_clim(self, vmin=None, vmax=None):
        if vmax is None and isinstance(vmin, (tuple, list)):
            vmin, vmax = vmin
        if vmin is not None:
            self.norm.vmin = float(vmin)
        if vmax is not None:
            self.norm.vmax = float(vmax)
        self._tell_colorbar()

    def autoscale(self):
        self.norm.autoscale(self._A)
        self._tell_colorbar()

    def autoscale_None(self):
        self.norm.autoscale_None(self._A)

    def changed(self):
        pass

    def to_rgba(self, x, alpha=None, bytes=False, norm=True):
        items, shape, kind = flatten(x)
        items = [float(v) for v in items]
        if norm:
            self.norm.autoscale_None(items)
            items = self.norm.places(items)
        picked = [self.cmap.pick(v) for v in items]
        if alpha is not None:
            picked = [c[:3] + (alpha,) for c in picked]
        if shape == ():
            return picked[0]
        return array(nested([v for c in picked for v in c], tuple(shape) + (4,)))

    def mapped_colors(self, values, alpha=None):
        """A list of RGBA tuples for a list of numbers."""
        picked = [self.cmap.pick(v) for v in self.norm.places(values)]
        return picked if alpha is None else [c[:3] + (c[3] * alpha,) for c in picked]


def _as_norm(norm):
    if norm is None or norm == 'linear':
        return Normalize()
    if norm == 'log':
        return colors.LogNorm()
    if norm == 'symlog':
        return colors.SymLogNorm(2)
    if isinstance(norm, str):
        raise ValueError(f'Invalid norm str name; the following values are supported: linear, log, logit, symlog')
    return norm


def __getattr__(name):
    found = _colormaps._get(name) if not name.startswith('_') else None
    if found is None:
        raise AttributeError(f"module 'matplotlib.cm' has no attribute {name!r}")
    return found
