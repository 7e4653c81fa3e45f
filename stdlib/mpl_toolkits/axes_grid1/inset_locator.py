"""Small axes within axes."""


def inset_axes(parent_axes, width, height, loc='upper right', **kwargs):
    def share(value, inches):
        return float(value[:-1]) / 100 if isinstance(value, str) else value / inches
    x0, y0, x1, y1 = parent_axes.pixel_box()
    dpi = parent_axes.figure.dpi
    w, h = share(width, (x1 - x0) / dpi), share(height, (y1 - y0) / dpi)
    left = 0.03 if 'left' in loc else (1 - w) / 2 if 'center' in loc and 'right' not in loc else 0.97 - w
    bottom = 0.03 if 'lower' in loc else (1 - h) / 2 if loc in ('center', 'center left', 'center right', 'right') else 0.97 - h
    return parent_axes.inset_axes([left, bottom, w, h])
