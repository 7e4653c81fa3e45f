"""Margins and gaps that leave room for labels: `tight_layout`."""
from matplotlib import rcParams
from matplotlib._rc import font_points
from matplotlib.transforms import Bbox


def tight_parameters(figure, pad=1.08, h_pad=None, w_pad=None, rect=None):
    """left, bottom, right, top, wspace and hspace; None where the axes stand in no common grid."""
    renderer = figure.measuring_renderer()
    groups = {}
    grid = None
    for axes in figure.axes:
        spec = axes.get_subplotspec()
        if spec is None or not axes._visible:
            continue
        spec = spec.get_topmost_subplotspec()
        top = spec.get_gridspec()
        if grid is None:
            grid = top
        if top.nrows > grid.nrows or top.ncols > grid.ncols:
            grid = top
        groups.setdefault((spec.num1, spec.num2, top.nrows, top.ncols), (spec, []))[1].append(axes)
    if not groups:
        return None
    width, height = figure.pixel_size()
    size = font_points(rcParams['font.size']) / 72
    fw, fh = figure.get_size_inches_list()
    pad_inch = pad * size
    h_gap = (h_pad if h_pad is not None else pad) * size / fh
    w_gap = (w_pad if w_pad is not None else pad) * size / fw
    rows = max(spec.get_gridspec().nrows for spec, _ in groups.values())
    columns = max(spec.get_gridspec().ncols for spec, _ in groups.values())
    # What stands out over the sides: wide[row][edge between columns], tall[edge between rows][column].
    wide = [[0.0] * (columns + 1) for _ in range(rows)]
    tall = [[0.0] * columns for _ in range(rows + 1)]
    for spec, members in groups.values():
        own = spec.get_gridspec()
        fr, fc = rows // own.nrows, columns // own.ncols
        boxes = [axes.tight_box(renderer) for axes in members]
        boxes = [b for b in boxes if b is not None]
        if not boxes:
            continue
        tight = Bbox.union(boxes)
        place = spec.get_position(figure)
        r0, r1 = spec.rowspan.start * fr, spec.rowspan.stop * fr
        c0, c1 = spec.colspan.start * fc, spec.colspan.stop * fc
        for r in range(r0, r1):
            wide[r][c0] += place.x0 - tight.x0 / width
            wide[r][c1] += tight.x1 / width - place.x1
        for c in range(c0, c1):
            tall[r0][c] += tight.y1 / height - place.y1
            tall[r1][c] += place.y0 - tight.y0 / height
    margin_left = max([row[0] for row in wide] + [0.0]) + pad_inch / fw
    margin_right = max([row[-1] for row in wide] + [0.0]) + pad_inch / fw
    margin_top = max(tall[0] + [0.0]) + pad_inch / fh
    margin_bottom = max(tall[-1] + [0.0]) + pad_inch / fh
    if figure._suptitle is not None and figure._suptitle.get_text() and figure._suptitle._in_layout:
        box = figure._suptitle.tight_box(renderer)
        if box is not None:
            margin_top += box.height / height + pad_inch / fh
    if figure._supxlabel is not None:
        box = figure._supxlabel.tight_box(renderer)
        margin_bottom += (box.height / height if box else 0.0) + pad_inch / fh
    if figure._supylabel is not None:
        box = figure._supylabel.tight_box(renderer)
        margin_left += (box.width / width if box else 0.0) + pad_inch / fw
    left, bottom, right, top = margin_left, margin_bottom, 1 - margin_right, 1 - margin_top
    if rect is not None:
        left += rect[0]
        bottom += rect[1]
        right -= 1 - rect[2]
        top -= 1 - rect[3]
    if left >= right or bottom >= top:
        import warnings
        warnings.warn('Tight layout not applied. The margins cannot be made large enough to accommodate all Axes '
                      'decorations.')
        return None
    result = dict(left=left, right=right, bottom=bottom, top=top)
    if columns > 1:
        hspace = max([row[c] for row in wide for c in range(1, columns)] + [0.0]) + w_gap
        cell = (right - left - hspace * (columns - 1)) / columns
        if cell <= 0:
            return None
        result['wspace'] = hspace / cell
    if rows > 1:
        vspace = max([tall[r][c] for r in range(1, rows) for c in range(columns)] + [0.0]) + h_gap
        cell = (top - bottom - vspace * (rows - 1)) / rows
        if cell <= 0:
            return None
        result['hspace'] = vspace / cell
    return result
