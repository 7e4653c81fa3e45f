"""Pictures and fields of numbers: images, meshes, contours, arrows."""
import math

from matplotlib import rcParams
from matplotlib._arrays import array, flatten, float_array, floats, linspace, matrix, nested
from matplotlib._statistics import bin_edges
from matplotlib.collections import PolyCollection, QuadMesh
from matplotlib.image import AxesImage


class FieldPlots:
    def imshow(self, X, cmap=None, norm=None, *, aspect=None, interpolation=None, alpha=None, vmin=None, vmax=None,
               colorizer=None, origin=None, extent=None, interpolation_stage=None, filternorm=True, filterrad=4.0,
               resample=None, url=None, data=None, **kwargs):
        image = AxesImage(self, cmap=cmap, norm=norm, vmin=vmin, vmax=vmax, interpolation=interpolation, origin=origin,
                          extent=None if extent is None else tuple(float(v) for v in extent), alpha=alpha, **kwargs)
        image.set_data(X)
        self.set_aspect(rcParams['image.aspect'] if aspect is None else aspect)
        image.autoscale_None()
        self.add_image(image)
        self._update_image_limits(image)
        self._sci(image)
        return image

    def _update_image_limits(self, image):
        left, right, bottom, top = (float(v) for v in image.get_extent())
        self._note([left, right], [bottom, top])
        self._sticky([left, right], [bottom, top])
        if self.xaxis.is_auto:
            self.xaxis.set_limits(left, right, auto=None)
        if self.yaxis.is_auto:
            self.yaxis.set_limits(bottom, top, auto=None)
        self.xaxis._is_inverted, self.yaxis._is_inverted = left > right, bottom > top

    def matshow(self, Z, **kwargs):
        rows, columns = flatten(Z)[1][:2]
        from matplotlib.ticker import MaxNLocator
        options = {'origin': 'upper', 'interpolation': 'nearest', 'aspect': 'equal'}
        options.update(kwargs)
        image = self.imshow(Z, **options)
        self.title._va = 'baseline'
        self.xaxis.tick_top()
        self.xaxis.set_tick_params(which='both', labeltop=True, labelbottom=False, bottom=True, top=True)
        for axis in (self.xaxis, self.yaxis):
            axis.set_major_locator(MaxNLocator(nbins=9, steps=[1, 2, 5, 10], integer=True))
        return image

    def spy(self, Z, precision=0, marker=None, markersize=None, aspect='equal', origin='upper', **kwargs):
        rows, nrows, ncols = matrix(Z)
        values = [[1.0 if abs(v) > precision else 0.0 for v in row] for row in rows]
        if marker is None and markersize is None:
            kwargs.setdefault('cmap', 'binary')
            result = self.imshow(values, interpolation='nearest', aspect=aspect, origin=origin, **kwargs)
        else:
            points = [(c, r) for r, row in enumerate(values) for c, v in enumerate(row) if v]
            result, = self.plot([p[0] for p in points], [p[1] for p in points], linestyle='None', marker=marker or 's',
                                markersize=markersize or 10, **kwargs)
            self.set_xlim(-0.5, ncols - 0.5)
            self.set_ylim(nrows - 0.5, -0.5)
            self.set_aspect(aspect)
        self.xaxis.tick_top()
        self.xaxis.set_tick_params(which='both', labeltop=True, labelbottom=False, bottom=True, top=True)
        return result

    # Meshes.

    def pcolormesh(self, *args, alpha=None, norm=None, cmap=None, vmin=None, vmax=None, shading=None, antialiased=False,
                   data=None, **kwargs):
        return self._mesh('pcolormesh', args, alpha, norm, cmap, vmin, vmax, shading, kwargs)

    def pcolor(self, *args, shading=None, alpha=None, norm=None, cmap=None, vmin=None, vmax=None, data=None, **kwargs):
        return self._mesh('pcolor', args, alpha, norm, cmap, vmin, vmax, shading, kwargs)

    def pcolorfast(self, *args, alpha=None, norm=None, cmap=None, vmin=None, vmax=None, data=None, **kwargs):
        return self._mesh('pcolorfast', args, alpha, norm, cmap, vmin, vmax, None, kwargs)

    def _mesh(self, name, args, alpha, norm, cmap, vmin, vmax, shading, kwargs):
        if len(args) not in (1, 3):
            raise TypeError(f'{name}() takes 1 or 3 positional arguments but {len(args)} were given')
        values, rows, columns = matrix(args[-1])
        flat = [v for row in values for v in row]
        if len(args) == 1:
            xs = [float(c) for c in range(columns + 1)]
            ys = [float(r) for r in range(rows + 1)]
            corner_x = xs * (rows + 1)
            corner_y = [y for y in ys for _ in xs]
        else:
            corner_x, corner_y = self._mesh_corners(name, args[0], args[1], rows, columns, shading or 'auto')
        edges = kwargs.pop('edgecolors', kwargs.pop('edgecolor', kwargs.pop('ec', 'face')))
        widths = kwargs.pop('linewidths', kwargs.pop('linewidth', kwargs.pop('lw', rcParams['patch.linewidth'])))
        mesh = QuadMesh(corner_x, corner_y, rows, columns, flat, alpha=alpha, norm=norm, cmap=cmap, vmin=vmin, vmax=vmax,
                        edgecolors='face' if edges is None else edges, linewidths=widths, **kwargs)
        mesh.norm.autoscale_None(flat)
        self.add_collection(mesh)
        self._sticky([min(corner_x), max(corner_x)], [min(corner_y), max(corner_y)])
        self._sci(mesh)
        return mesh

    def _mesh_corners(self, name, X, Y, rows, columns, shading):
        x, y = self.xaxis.convert(X), self.yaxis.convert(Y)
        x_shape, y_shape = flatten(X)[1], flatten(Y)[1]
        nx = x_shape[-1] if len(x_shape) else 1
        ny = y_shape[0] if len(y_shape) else 1
        if len(x_shape) == 1:
            x_rows = [x] * ny
        else:
            x_rows = nested(x, x_shape)
        if len(y_shape) == 1:
            y_rows = [[v] * nx for v in y]
        else:
            y_rows = nested(y, y_shape)
        if (ny, nx) == (rows + 1, columns + 1):
            return [v for row in x_rows for v in row], [v for row in y_rows for v in row]
        if (ny, nx) != (rows, columns) or shading == 'flat':
            raise TypeError(f'Dimensions of C ({rows}, {columns}) should be one smaller than X({nx}) and Y({ny}) while using '
                            f"shading='flat' see help({name})" if shading == 'flat' else
                            f'Dimensions of C ({rows}, {columns}) are incompatible with X ({nx}) and/or Y ({ny}); see '
                            f'help({name})')

        def middles(row):
            if len(row) < 2:
                return [row[0] - 0.5, row[0] + 0.5]
            inner = [(a + b) / 2 for a, b in zip(row, row[1:])]
            return [row[0] - (inner[0] - row[0])] + inner + [row[-1] + (row[-1] - inner[-1])]

        def both(grid):
            wide = [middles(row) for row in grid]
            tall = [middles(list(column)) for column in zip(*wide)]
            return [v for row in zip(*tall) for v in row]
        return both(x_rows), both(y_rows)

    def hist2d(self, x, y, bins=10, range=None, density=False, weights=None, cmin=None, cmax=None, *, data=None, **kwargs):
        xs, ys = floats(x), floats(y)
        is_pair = isinstance(bins, (list, tuple)) and len(bins) == 2
        xbins, ybins = bins if is_pair else (bins, bins)
        xrange, yrange = range if range is not None else (None, None)
        xe, ye = bin_edges(xs, xbins, xrange), bin_edges(ys, ybins, yrange)
        counts = _counts(xs, ys, xe, ye, None if weights is None else floats(weights))
        if density:
            total = sum(sum(row) for row in counts)
            counts = [[v / total / ((xe[i + 1] - xe[i]) * (ye[j + 1] - ye[j])) for j, v in enumerate(row)]
                      for i, row in enumerate(counts)]
        counts = [[math.nan if (cmin is not None and v < cmin) or (cmax is not None and v > cmax) else v for v in row]
                  for row in counts]
        mesh = self.pcolormesh(xe, ye, [list(column) for column in zip(*counts)], **kwargs)
        return array(counts), float_array(xe), float_array(ye), mesh

    def hexbin(self, x, y, C=None, gridsize=100, bins=None, xscale='linear', yscale='linear', extent=None, cmap=None,
               norm=None, vmin=None, vmax=None, alpha=None, linewidths=None, edgecolors='face', mincnt=None, **kwargs):
        """Counts of points in hexagons."""
        xs, ys = floats(x), floats(y)
        nx = gridsize if not isinstance(gridsize, (tuple, list)) else gridsize[0]
        ny = int(nx / math.sqrt(3)) if not isinstance(gridsize, (tuple, list)) else gridsize[1]
        x0, x1, y0, y1 = extent if extent is not None else (min(xs), max(xs), min(ys), max(ys))
        pad = 1e-9 * (x1 - x0)
        x0, x1 = x0 - pad, x1 + pad
        sx, sy = (x1 - x0) / nx, (y1 - y0) / ny
        table = {}
        for px, py in zip(xs, ys):
            ix, iy = (px - x0) / sx, (py - y0) / sy
            a, b = (round(ix), round(iy)), (math.floor(ix), math.floor(iy))
            d1 = (ix - a[0]) ** 2 + 3.0 * (iy - a[1]) ** 2
            d2 = (ix - b[0] - 0.5) ** 2 + 3.0 * (iy - b[1] - 0.5) ** 2
            center = (x0 + a[0] * sx, y0 + a[1] * sy) if d1 < d2 else (x0 + (b[0] + 0.5) * sx, y0 + (b[1] + 0.5) * sy)
            table[center] = table.get(center, 0) + 1
        if mincnt is None:
            for i in range(nx + 1):
                for j in range(ny + 1):
                    table.setdefault((x0 + i * sx, y0 + j * sy), 0)
                    if i < nx and j < ny:
                        table.setdefault((x0 + (i + 0.5) * sx, y0 + (j + 0.5) * sy), 0)
        shape = [(0.5, -0.5 / 3), (0.5, 0.5 / 3), (0, 1 / 3), (-0.5, 0.5 / 3), (-0.5, -0.5 / 3), (0, -1 / 3)]
        polygons, values = [], []
        for (cx, cy), n in table.items():
            if mincnt is None or n >= mincnt:
                polygons.append([(cx + dx * sx, cy + dy * sy * 3 / 2 * (2 / 3) * 1.5) for dx, dy in shape])
                values.append(math.log10(n + 1) if bins == 'log' else float(n))
        collection = PolyCollection(polygons, cmap=cmap, norm=norm, vmin=vmin, vmax=vmax, alpha=alpha,
                                    edgecolors=edgecolors, linewidths=linewidths, **kwargs)
        collection.set_array(values)
        collection.norm.autoscale_None(values)
        self.add_collection(collection)
        self._sticky([x0, x1], [y0, y1])
        self._sci(collection)
        return collection

    # Contours.

    def contour(self, *args, data=None, **kwargs):
        from matplotlib.contour import QuadContourSet
        contours = QuadContourSet(self, args, False, kwargs)
        self._sci(contours)
        return contours

    def contourf(self, *args, data=None, **kwargs):
        from matplotlib.contour import QuadContourSet
        contours = QuadContourSet(self, args, True, kwargs)
        self._sci(contours)
        return contours

    def clabel(self, CS, levels=None, **kwargs):
        return CS.clabel(levels, **kwargs)

    # Arrows.

    def quiver(self, *args, data=None, **kwargs):
        from matplotlib.quiver import Quiver
        quiver = Quiver(self, args, **kwargs)
        self.add_collection(quiver)
        return quiver

    def quiverkey(self, Q, X, Y, U, label, **kwargs):
        return self.text(X, Y, label, transform=self.transAxes)


def _counts(xs, ys, xe, ye, weights):
    from matplotlib._statistics import _bisect
    counts = [[0.0] * (len(ye) - 1) for _ in range(len(xe) - 1)]
    for place, (x, y) in enumerate(zip(xs, ys)):
        if xe[0] <= x <= xe[-1] and ye[0] <= y <= ye[-1]:
            counts[_bisect(xe, x)][_bisect(ye, y)] += 1.0 if weights is None else weights[place]
    return counts
