"""What every visible thing has: its figure and axes, visibility, opacity, order, label, and `set`."""


class Artist:
    zorder = 0
    # Other names of properties, as keywords and in `set_…` and `get_…`.
    _aliases = {}

    def __init__(self):
        self.figure = None
        self.axes = None
        self._visible = True
        self._alpha = None
        self._label = ''
        self._transform = None
        self._clip_on = True
        self._clip_path = None
        self._gid = None
        self._picker = None
        self._animated = False
        self._remove = None
        self._in_layout = True

    # Properties.

    def set(self, **kwargs):
        return self._update(kwargs)

    def update(self, props):
        return self._update(dict(props))

    def _update(self, props):
        """Calls the setter of each keyword; what they give is shown where a cell ends with `set`."""
        seen, results = {}, []
        for key, value in props.items():
            name = self._aliases.get(key, key)
            setter = getattr(self, 'set_' + name, None)
            if setter is None or name.startswith('_'):
                raise AttributeError(f'{type(self).__name__}.set() got an unexpected keyword argument {key!r}')
            if name in seen:
                raise TypeError(f"Got both {seen[name]!r} and {key!r}, which are aliases of one another")
            seen[name] = key
            results.append(setter(value))
        return results

    def __getattr__(self, name):
        # `set_lw`, `get_c`, …: by another name of the property.
        if name[:4] in ('set_', 'get_'):
            alias = type(self)._aliases.get(name[4:])
            if alias is not None:
                return getattr(self, name[:4] + alias)
        raise AttributeError(f'{type(self).__name__!r} object has no attribute {name!r}')

    def set_visible(self, b):
        self._visible = bool(b)

    def get_visible(self):
        return self._visible

    def set_alpha(self, alpha):
        if alpha is not None and not isinstance(alpha, (int, float)) and not hasattr(alpha, '__len__'):
            raise TypeError(f'alpha must be numeric or None, not {type(alpha)}')
        if isinstance(alpha, (int, float)) and not 0 <= alpha <= 1:
            raise ValueError(f'alpha ({alpha}) is outside 0-1 range')
        self._alpha = alpha

    def get_alpha(self):
        return self._alpha

    def set_label(self, s):
        self._label = None if s is None else str(s)

    def get_label(self):
        return self._label

    def set_zorder(self, level):
        self.zorder = type(self).zorder if level is None else level

    def get_zorder(self):
        return self.zorder

    def set_transform(self, t):
        self._transform = t

    def get_transform(self):
        if self._transform is None:
            return self.axes.transData if self.axes is not None else None
        return self._transform

    def is_transform_set(self):
        return self._transform is not None

    def set_clip_on(self, b):
        self._clip_on = bool(b)

    def get_clip_on(self):
        return self._clip_on

    def set_clip_path(self, path, transform=None):
        self._clip_path = path

    def set_clip_box(self, clipbox):
        pass

    def set_gid(self, gid):
        self._gid = gid

    def set_picker(self, picker):
        self._picker = picker

    def set_animated(self, b):
        self._animated = bool(b)

    def set_rasterized(self, rasterized):
        pass

    def set_in_layout(self, in_layout):
        self._in_layout = bool(in_layout)

    def set_figure(self, fig):
        self.figure = fig

    def set_path_effects(self, path_effects):
        pass

    def set_url(self, url):
        pass

    def set_snap(self, snap):
        pass

    def set_sketch_params(self, scale=None, length=None, randomness=None):
        pass

    def get_figure(self, root=False):
        return self.figure

    def get_children(self):
        return []

    def findobj(self, match=None, include_self=True):
        found = []
        for child in self.get_children():
            found += child.findobj(match)
        if include_self and (match is None or (isinstance(match, type) and isinstance(self, match))
                             or (not isinstance(match, type) and callable(match) and match(self))):
            found.append(self)
        return found

    def remove(self):
        if self._remove is None:
            raise NotImplementedError('cannot remove artist')
        self._remove(self)
        self._remove = None

    @property
    def stale(self):
        return False

    @stale.setter
    def stale(self, value):
        pass

    # Drawing.

    def draw(self, renderer):
        """Draws within the axes' box where it is clipped."""
        if not self._visible:
            return
        clips = self._clip_on and self.axes is not None
        if clips:
            renderer.push_clip(self.axes.clip_box())
            if self._clip_path is not None and hasattr(self._clip_path, 'outline'):
                renderer.push_clip_path(*self._clip_path.outline())
        self._draw(renderer)
        if clips:
            if self._clip_path is not None and hasattr(self._clip_path, 'outline'):
                renderer.pop_clip()
            renderer.pop_clip()

    def _draw(self, renderer):
        pass

    def tight_box(self, renderer):
        """The pixels it takes as a Bbox, or None."""
        return None

    def get_tightbbox(self, renderer=None):
        from matplotlib.transforms import Bbox
        return self.tight_box(self.figure.measuring_renderer()) or Bbox(((0, 0), (0, 0)))

    def get_window_extent(self, renderer=None):
        return self.get_tightbbox(renderer)

    def _shown_color(self, rgba):
        """A colour with the artist's own opacity."""
        if self._alpha is None or rgba is None or not isinstance(self._alpha, (int, float)):
            return rgba
        return rgba[:3] + (float(self._alpha) if rgba[3] > 0 else 0.0,)


def setp(obj, *args, **kwargs):
    """Sets properties of one or several artists."""
    objects = [obj] if isinstance(obj, Artist) else _flat(obj)
    pairs = dict(zip(args[::2], args[1::2]))
    pairs.update(kwargs)
    result = []
    for one in objects:
        result += one.update(pairs)
    return result


def _flat(values):
    result = []
    for value in values:
        if isinstance(value, Artist):
            result.append(value)
        else:
            result += _flat(value)
    return result


def getp(obj, property=None):
    if property is None:
        return None
    return getattr(obj, 'get_' + property)()


get = getp
