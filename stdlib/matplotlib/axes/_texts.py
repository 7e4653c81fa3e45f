"""Titles, labels, text, notes and legends of axes."""
from matplotlib import rcParams
from matplotlib._arrays import number
from matplotlib.text import Annotation, Text


class TextPlots:
    def set_title(self, label, fontdict=None, loc=None, pad=None, *, y=None, **kwargs):
        loc = rcParams['axes.titlelocation'] if loc is None else loc
        if loc.lower() not in self._titles:
            raise ValueError(f"{loc!r} is not a valid value for loc. Supported values are 'center', 'left', 'right'")
        loc = loc.lower()
        title = self._titles[loc]
        title.set_text(label)
        if 'x' in kwargs:
            title._given_x = kwargs['x']
        if y is not None:
            self._title_y[loc] = float(y)
            title.set_y(float(y))
        if pad is not None:
            self._title_pad = float(pad)
        if fontdict is not None:
            title._update(fontdict)
        title._update(kwargs)
        return title

    def set_xlabel(self, xlabel, fontdict=None, labelpad=None, *, loc=None, **kwargs):
        if labelpad is not None:
            self.xaxis.labelpad = labelpad
        if loc is not None:
            if loc not in ('left', 'center', 'right'):
                raise ValueError(f"{loc!r} is not a valid value for loc. Supported values are 'left', 'center', 'right'")
            self.xaxis.label._x = {'left': 0, 'center': 0.5, 'right': 1}[loc]
            self.xaxis.label._ha = loc
        return self.xaxis.set_label_text(xlabel, fontdict, **kwargs)

    def set_ylabel(self, ylabel, fontdict=None, labelpad=None, *, loc=None, **kwargs):
        if labelpad is not None:
            self.yaxis.labelpad = labelpad
        if loc is not None:
            if loc not in ('bottom', 'center', 'top'):
                raise ValueError(f"{loc!r} is not a valid value for loc. Supported values are 'bottom', 'center', 'top'")
            self.yaxis.label._y = {'bottom': 0, 'center': 0.5, 'top': 1}[loc]
            self.yaxis.label._ha = {'bottom': 'left', 'center': 'center', 'top': 'right'}[loc]
        return self.yaxis.set_label_text(ylabel, fontdict, **kwargs)

    def text(self, x, y, s, fontdict=None, **kwargs):
        options = {'clip_on': False, 'transform': self.transData}
        options.update(fontdict or {})
        options.update(kwargs)
        text = Text(x=x, y=y, text=s, **options)
        return self._add(text)

    def annotate(self, text, xy, xytext=None, xycoords='data', textcoords=None, arrowprops=None, annotation_clip=None,
                 **kwargs):
        note = Annotation(text, xy, xytext=xytext, xycoords=xycoords, textcoords=textcoords, arrowprops=arrowprops,
                          annotation_clip=annotation_clip, **kwargs)
        note.set_transform(self.transData)
        return self._add(note)

    def table(self, cellText=None, cellColours=None, cellLoc='right', colWidths=None, rowLabels=None, rowColours=None,
              rowLoc='left', colLabels=None, colColours=None, colLoc='center', loc='bottom', bbox=None, edges='closed',
              **kwargs):
        from matplotlib.table import Table
        table = Table(self, cellText, cellColours, cellLoc, colWidths, rowLabels, rowColours, rowLoc, colLabels,
                      colColours, colLoc, loc, bbox)
        table._update(kwargs)
        return self._add(table)

    def legend(self, *args, **kwargs):
        from matplotlib.legend import Legend, parse_legend_args
        handles, labels, kwargs = parse_legend_args([self], args, kwargs)
        self.legend_ = Legend(self, handles, labels, **kwargs)
        self.legend_._remove = self._remove_legend
        return self.legend_

    def _remove_legend(self, legend):
        self.legend_ = None

    def get_legend_handles_labels(self, legend_handler_map=None):
        from matplotlib.legend import handles_labels
        return handles_labels([self])

    def indicate_inset_zoom(self, inset_ax, **kwargs):
        from matplotlib.patches import Rectangle
        (x0, x1), (y0, y1) = inset_ax.xaxis.limits(), inset_ax.yaxis.limits()
        options = {'edgecolor': '0.5', 'facecolor': 'none', 'alpha': 0.5}
        options.update(kwargs)
        return self._add(Rectangle((x0, y0), x1 - x0, y1 - y0, **options))
