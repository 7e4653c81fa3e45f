"""`axes_grid1`: axes beside axes."""


class AxesDivider:
    """Cuts room for new axes from the sides of others."""

    def __init__(self, axes):
        self._axes = axes

    def append_axes(self, position, size, pad=None, **kwargs):
        from matplotlib.transforms import Bbox
        axes = self._axes
        figure = axes.figure

        def share(value, total):
            if isinstance(value, str) and value.endswith('%'):
                return float(value[:-1]) / 100
            return float(value or 0.0) / total

        added = type(axes)(figure, Bbox(), **kwargs)

        def values():
            width, height = figure.get_size_inches_list()
            x0, y0, x1, y1 = (v for v in axes.pixel_box())
            pw, ph = figure.pixel_size()
            w, h = (x1 - x0) / pw, (y1 - y0) / ph
            part, gap = (share(size, w * width), share(pad, w * width)) if position in ('left', 'right') else \
                (share(size, h * height), share(pad, h * height))
            if position == 'right':
                return x1 / pw + gap * w, y0 / ph, x1 / pw + (gap + part) * w, y1 / ph
            if position == 'left':
                return x0 / pw - (gap + part) * w, y0 / ph, x0 / pw - gap * w, y1 / ph
            if position == 'top':
                return x0 / pw, y1 / ph + gap * h, x1 / pw, y1 / ph + (gap + part) * h
            return x0 / pw, y0 / ph - (gap + part) * h, x1 / pw, y0 / ph - gap * h
        added._position_values = values
        figure._take(added)
        return added


def make_axes_locatable(axes):
    return AxesDivider(axes)


class ImageGrid:
    """Pictures in rows and columns."""

    def __init__(self, fig, rect, nrows_ncols, axes_pad=0.02, **kwargs):
        from matplotlib.gridspec import GridSpecFromSubplotSpec
        rows, columns = nrows_ncols
        spec = fig._spec((rect,) if not isinstance(rect, tuple) else rect)
        pad = axes_pad[0] if isinstance(axes_pad, tuple) else axes_pad
        gap = pad * 4
        grid = GridSpecFromSubplotSpec(rows, columns, spec, wspace=gap, hspace=gap)
        self.axes_all = [fig.add_subplot(grid[i]) for i in range(rows * columns)]

    def __iter__(self):
        return iter(self.axes_all)

    def __len__(self):
        return len(self.axes_all)

    def __getitem__(self, index):
        return self.axes_all[index]
