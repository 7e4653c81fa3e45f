"""Scales, ticks and grids of axes, and axes that share one of them."""
from matplotlib.transforms import Bbox


class Ticks:
    # Scales.

    def set_xscale(self, value, **kwargs):
        self.xaxis.set_scale(value, **kwargs)

    def set_yscale(self, value, **kwargs):
        self.yaxis.set_scale(value, **kwargs)

    def get_xscale(self):
        return self.xaxis.get_scale()

    def get_yscale(self):
        return self.yaxis.get_scale()

    # Ticks.

    def get_xaxis(self):
        return self.xaxis

    def get_yaxis(self):
        return self.yaxis

    def set_xticks(self, ticks, labels=None, *, minor=False, **kwargs):
        return self.xaxis.set_ticks(ticks, labels, minor=minor, **kwargs)

    def set_yticks(self, ticks, labels=None, *, minor=False, **kwargs):
        return self.yaxis.set_ticks(ticks, labels, minor=minor, **kwargs)

    def get_xticks(self, *, minor=False):
        return self.xaxis.get_ticklocs(minor=minor)

    def get_yticks(self, *, minor=False):
        return self.yaxis.get_ticklocs(minor=minor)

    def set_xticklabels(self, labels, *, minor=False, fontdict=None, **kwargs):
        return self.xaxis.set_ticklabels(labels, minor=minor, fontdict=fontdict, **kwargs)

    def set_yticklabels(self, labels, *, minor=False, fontdict=None, **kwargs):
        return self.yaxis.set_ticklabels(labels, minor=minor, fontdict=fontdict, **kwargs)

    def get_xticklabels(self, minor=False, which=None):
        return self.xaxis.get_ticklabels(minor, which)

    def get_yticklabels(self, minor=False, which=None):
        return self.yaxis.get_ticklabels(minor, which)

    def get_xticklines(self, minor=False):
        return self.xaxis.get_ticklines(minor)

    def get_yticklines(self, minor=False):
        return self.yaxis.get_ticklines(minor)

    def get_xgridlines(self):
        return self.xaxis.get_gridlines()

    def get_ygridlines(self):
        return self.yaxis.get_gridlines()

    def get_xmajorticklabels(self):
        return self.xaxis.get_ticklabels()

    def get_ymajorticklabels(self):
        return self.yaxis.get_ticklabels()

    def tick_params(self, axis='both', **kwargs):
        if axis not in ('x', 'y', 'both'):
            raise ValueError(f"{axis!r} is not a valid value for axis. Supported values are 'x', 'y', 'both'")
        kwargs.setdefault('which', 'major')
        if axis in ('x', 'both'):
            self.xaxis.set_tick_params(**kwargs)
        if axis in ('y', 'both'):
            self.yaxis.set_tick_params(**kwargs)

    def ticklabel_format(self, *, axis='both', style=None, scilimits=None, useOffset=None, useLocale=None,
                         useMathText=None):
        if style not in (None, '', 'comma', 'sci', 'scientific', 'plain'):
            raise ValueError(f'{style!r} is not a valid value for style')
        for name in ('x', 'y'):
            if axis not in (name, 'both'):
                continue
            formatter = getattr(self, name + 'axis').get_major_formatter()
            if not hasattr(formatter, 'set_scientific'):
                raise AttributeError('This method only works with the ScalarFormatter')
            if style in ('sci', 'scientific', 'plain'):
                formatter.set_scientific(style != 'plain')
            if scilimits is not None:
                formatter.set_powerlimits(scilimits)
            if useOffset is not None:
                formatter.set_useOffset(useOffset)
            if useMathText is not None:
                formatter.set_useMathText(useMathText)

    def locator_params(self, axis='both', tight=None, **kwargs):
        for name in ('x', 'y'):
            if axis in (name, 'both'):
                getattr(self, name + 'axis').get_major_locator().set_params(**kwargs)

    def minorticks_on(self):
        from matplotlib.ticker import AutoMinorLocator, LogLocator
        for axis in (self.xaxis, self.yaxis):
            if axis.scale.name == 'log':
                axis.set_minor_locator(LogLocator(axis.scale.base, 'auto', is_minor=True))
            else:
                axis.set_minor_locator(AutoMinorLocator())

    def minorticks_off(self):
        from matplotlib.ticker import NullLocator
        self.xaxis.set_minor_locator(NullLocator())
        self.yaxis.set_minor_locator(NullLocator())

    def grid(self, visible=None, which='major', axis='both', **kwargs):
        if axis not in ('x', 'y', 'both'):
            raise ValueError(f"{axis!r} is not a valid value for axis. Supported values are 'x', 'y', 'both'")
        if axis in ('x', 'both'):
            self.xaxis.grid(visible, which=which, **kwargs)
        if axis in ('y', 'both'):
            self.yaxis.grid(visible, which=which, **kwargs)

    def label_outer(self, remove_inner_ticks=False):
        spec = self._subplotspec
        if spec is None:
            return
        self._label_outer_state = (not spec.is_last_row(), not spec.is_first_col())
        self._apply_label_outer()

    def _apply_label_outer(self):
        hides_x, hides_y = self._label_outer_state
        if hides_x:
            self.xaxis.set_tick_params(which='both', labelbottom=False)
            self.xaxis.offsetText.set_visible(False)
            self.xaxis.label.set_visible(False)
        if hides_y:
            self.yaxis.set_tick_params(which='both', labelleft=False)
            self.yaxis.offsetText.set_visible(False)
            self.yaxis.label.set_visible(False)

    # Twins.

    def _twin(self, shared):
        twin = self.figure.add_axes_like(self, **{'share' + shared: self})
        twin._facecolor = 'none'
        twin._twins = self._twins
        self._twins.append(twin)
        if self._aspect != 'auto':
            self._adjustable = twin._adjustable = 'datalim'
        return twin

    def twinx(self, axes_class=None, **kwargs):
        twin = self._twin('x')
        twin.yaxis.tick_right()
        twin.yaxis.set_tick_params(which='both', labelright=True, labelleft=False)
        twin.yaxis.set_label_position('right')
        self.yaxis.tick_left()
        twin.xaxis.set_visible(False)
        return twin

    def twiny(self, axes_class=None, **kwargs):
        twin = self._twin('y')
        twin.xaxis.tick_top()
        twin.xaxis.set_tick_params(which='both', labeltop=True, labelbottom=False)
        twin.xaxis.set_label_position('top')
        self.xaxis.tick_bottom()
        twin.yaxis.set_visible(False)
        return twin

    def secondary_xaxis(self, location, functions=None, **kwargs):
        twin = self._twin('y')
        twin.yaxis.set_visible(False)
        if location == 'top':
            twin.xaxis.tick_top()
            twin.xaxis.set_tick_params(which='both', labeltop=True, labelbottom=False)
            twin.xaxis.set_label_position('top')
        forward = functions[0] if functions else (lambda v: v)
        twin.xaxis.limits = lambda: tuple(float(forward(v)) for v in self.xaxis.limits())
        return twin

    def secondary_yaxis(self, location, functions=None, **kwargs):
        twin = self._twin('x')
        twin.xaxis.set_visible(False)
        if location == 'right':
            twin.yaxis.tick_right()
            twin.yaxis.set_tick_params(which='both', labelright=True, labelleft=False)
            twin.yaxis.set_label_position('right')
        forward = functions[0] if functions else (lambda v: v)
        twin.yaxis.limits = lambda: tuple(float(forward(v)) for v in self.yaxis.limits())
        return twin

    def inset_axes(self, bounds, *, transform=None, zorder=5, **kwargs):
        inset = type(self)(self.figure, Bbox(), **kwargs)
        transform = transform or self.transAxes

        def values():
            (x0, x1), (y0, y1) = transform.map([bounds[0], bounds[0] + bounds[2]], [bounds[1], bounds[1] + bounds[3]])
            width, height = self.figure.pixel_size()
            return x0 / width, y0 / height, x1 / width, y1 / height
        inset._position_values = values
        inset.zorder = zorder
        self.child_axes.append(inset)
        self.figure._note_axes(inset)
        return inset
