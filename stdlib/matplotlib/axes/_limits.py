"""View limits of axes, and how they follow the data."""
import math

from matplotlib._arrays import flatten, number


class Limits:
    def _autoscale_axis(self, axis):
        """View limits of an axis from the data of all that share it."""
        group = axis.group
        lows = [a.data_low for a in group if a.data_low <= a.data_high]
        highs = [a.data_high for a in group if a.data_low <= a.data_high]
        if lows:
            low, high = min(lows), max(highs)
        elif axis._was_set:
            return
        else:
            low, high = -math.inf, math.inf
            if not any(a.axes._artists for a in group) or axis.data_low == math.inf and not self._wants_empty(axis):
                return
        locator = axis.get_major_locator()
        low, high = locator.nonsingular(low, high)
        stickies = sorted(v for a in group if a.axes.use_sticky_edges for v in a.sticky)
        if not axis.scale.is_linear:
            stickies = [v for v in stickies if axis.scale.name != 'log' or v > 0]
        tolerance = 1e-5 * abs(high - low)
        below = [s for s in stickies if s < low + tolerance]
        above = [s for s in stickies if s >= high - tolerance]
        margin = self._margins[axis.name]
        if self._tight and False:
            margin = 0.0
        low, high = axis.scale.limit_range(low, high, axis.minpos())
        first, last = axis.scale.forward(low), axis.scale.forward(high)
        delta = (last - first) * margin
        if not math.isfinite(delta):
            delta = 0.0
        low, high = axis.scale.inverse(first - delta), axis.scale.inverse(last + delta)
        if below:
            low = max(low, below[-1])
        if above:
            high = min(high, above[0])
        if not self._tight:
            low, high = locator.view_limits(low, high)
        if axis._is_inverted:
            low, high = high, low
        for a in group:
            a._low, a._high, a._is_stale = float(low), float(high), False

    def _wants_empty(self, axis):
        """Lines without points still ask for limits."""
        return any(hasattr(a, '_x') and not len(a._x) for a in self._artists)

    def autoscale_view(self, tight=None, scalex=True, scaley=True):
        if tight is not None:
            self._tight = bool(tight)
        if scalex:
            self.xaxis.request_autoscale()
        if scaley:
            self.yaxis.request_autoscale()

    def autoscale(self, enable=True, axis='both', tight=None):
        for name in ('x', 'y'):
            if axis in (name, 'both'):
                one = getattr(self, name + 'axis')
                if enable is not None:
                    for other in one.group:
                        other.is_auto = bool(enable)
                if enable:
                    if tight:
                        self._margins[name] = 0
                    one.request_autoscale()
        if tight is not None:
            self._tight = bool(tight)

    def set_autoscale_on(self, b):
        self.xaxis.is_auto = self.yaxis.is_auto = bool(b)

    def get_autoscale_on(self):
        return self.xaxis.is_auto and self.yaxis.is_auto

    def set_autoscalex_on(self, b):
        self.xaxis.is_auto = bool(b)

    def set_autoscaley_on(self, b):
        self.yaxis.is_auto = bool(b)

    def margins(self, *margins, x=None, y=None, tight=True):
        if margins and (x is not None or y is not None):
            raise TypeError('Cannot pass both positional and keyword arguments for x and/or y.')
        if len(margins) == 1:
            x = y = margins[0]
        elif len(margins) == 2:
            x, y = margins
        elif margins:
            raise TypeError('Must pass a single positional argument for all margins, or one for each margin (x, y).')
        if x is None and y is None:
            return self._margins['x'], self._margins['y']
        if tight is not None:
            self._tight = bool(tight)
        if x is not None:
            self.set_xmargin(x)
        if y is not None:
            self.set_ymargin(y)

    def get_xmargin(self):
        return self._margins['x']

    def get_ymargin(self):
        return self._margins['y']

    def update_datalim(self, xys, updatex=True, updatey=True):
        items = flatten(xys)[0]
        self._note(items[0::2] if updatex else None, items[1::2] if updatey else None, requests=False)

    def set_xmargin(self, m):
        if m <= -0.5:
            raise ValueError('margin must be greater than -0.5')
        self._margins['x'] = m
        self.xaxis.request_autoscale()

    def set_ymargin(self, m):
        if m <= -0.5:
            raise ValueError('margin must be greater than -0.5')
        self._margins['y'] = m
        self.yaxis.request_autoscale()

    def _limits_result(self, axis):
        return tuple(number(v) for v in axis.limits())

    def get_xlim(self):
        return self._limits_result(self.xaxis)

    def get_ylim(self):
        return self._limits_result(self.yaxis)

    def get_xbound(self):
        return tuple(sorted(self.get_xlim()))

    def get_ybound(self):
        return tuple(sorted(self.get_ylim()))

    def set_xlim(self, left=None, right=None, *, emit=True, auto=False, xmin=None, xmax=None):
        return self._set_lim(self.xaxis, left, right, auto, xmin, xmax, ('left', 'right', 'xmin', 'xmax'))

    def set_ylim(self, bottom=None, top=None, *, emit=True, auto=False, ymin=None, ymax=None):
        return self._set_lim(self.yaxis, bottom, top, auto, ymin, ymax, ('bottom', 'top', 'ymin', 'ymax'))

    def _set_lim(self, axis, low, high, auto, other_low, other_high, names):
        if high is None and low is not None and not isinstance(low, (int, float, str)) and hasattr(low, '__len__') \
                and not getattr(low, 'shape', (1,)) == ():
            low, high = flatten(low)[0]
        if other_low is not None:
            if low is not None:
                raise TypeError(f"Cannot pass both '{names[0]}' and '{names[2]}'")
            low = other_low
        if other_high is not None:
            if high is not None:
                raise TypeError(f"Cannot pass both '{names[1]}' and '{names[3]}'")
            high = other_high
        old_low, old_high = axis.limits()
        low = old_low if low is None else axis.convert_one(low)
        high = old_high if high is None else axis.convert_one(high)
        for value in (low, high):
            if not math.isfinite(value):
                raise ValueError('Axis limits cannot be NaN or Inf')
        if axis.scale.name == 'log' and (low <= 0 or high <= 0):
            import warnings
            warnings.warn(f'Attempt to set non-positive {axis.name}lim on a log-scaled axis will be ignored.')
            low, high = (old_low if low <= 0 else low), (old_high if high <= 0 else high)
        if low == high:
            import warnings
            warnings.warn(f'Attempting to set identical low and high {axis.name}lims makes transformation singular; '
                          'automatically expanding.')
        swapped = low > high
        low, high = axis.get_major_locator().nonsingular(low, high)
        low, high = axis.scale.limit_range(low, high, axis.minpos())
        low, high = sorted((low, high), reverse=swapped)
        axis.set_limits(low, high, auto=auto)
        return self._raw_limits(low, high)

    def _raw_limits(self, low, high):
        return (number(low) if not isinstance(low, float) else low), (number(high) if not isinstance(high, float) else high)

    def set_xbound(self, lower=None, upper=None):
        self._set_bound(self.xaxis, lower, upper)

    def set_ybound(self, lower=None, upper=None):
        self._set_bound(self.yaxis, lower, upper)

    def _set_bound(self, axis, lower, upper):
        if upper is None and isinstance(lower, (tuple, list)):
            lower, upper = lower
        low, high = axis.limits()
        values = sorted([min(low, high) if lower is None else lower, max(low, high) if upper is None else upper],
                        reverse=high < low)
        axis.set_limits(*values, auto=None)

    def invert_xaxis(self):
        self.xaxis.set_inverted(not self.xaxis.get_inverted())

    def invert_yaxis(self):
        self.yaxis.set_inverted(not self.yaxis.get_inverted())

    def xaxis_inverted(self):
        return self.xaxis.get_inverted()

    def yaxis_inverted(self):
        return self.yaxis.get_inverted()

    def set_xinverted(self, b):
        self.xaxis.set_inverted(b)

    def set_yinverted(self, b):
        self.yaxis.set_inverted(b)

    def axis(self, arg=None, /, *, emit=True, **kwargs):
        if isinstance(arg, (str, bool)):
            if arg is True or arg == 'on':
                self._axis_on = True
            elif arg is False or arg == 'off':
                self._axis_on = False
            elif arg in ('equal', 'tight', 'scaled', 'auto', 'image', 'square'):
                self.set_autoscale_on(True)
                self.set_aspect('auto')
                self.autoscale_view(tight=False)
                if arg == 'equal':
                    self.set_aspect('equal', adjustable='datalim')
                elif arg == 'scaled':
                    self.set_aspect('equal', adjustable='box', anchor='C')
                    self.xaxis.limits(), self.yaxis.limits()
                    self.set_autoscale_on(False)
                elif arg == 'tight':
                    self._tight_limits()
                elif arg == 'image':
                    self._tight_limits()
                    self.set_aspect('equal', adjustable='box', anchor='C')
                elif arg == 'square':
                    self.set_aspect('equal', adjustable='box', anchor='C')
                    (x0, x1), (y0, y1) = self.xaxis.limits(), self.yaxis.limits()
                    edge = max(abs(x1 - x0), abs(y1 - y0))
                    self.xaxis.set_limits(x0, x0 + edge)
                    self.yaxis.set_limits(y0, y0 + edge)
            else:
                raise ValueError(f"Unrecognized string {arg!r} to axis; try 'on' or 'off'")
        elif arg is not None:
            limits = list(flatten(arg)[0])
            if len(limits) != 4:
                raise TypeError('The first argument to axis() must be an iterable of the form [xmin, xmax, ymin, ymax]')
            self._axis_limits(*limits)
        if kwargs:
            values = [kwargs.pop(k, None) for k in ('xmin', 'xmax', 'ymin', 'ymax')]
            if kwargs:
                raise TypeError(f"axis() got an unexpected keyword argument {next(iter(kwargs))!r}")
            self._axis_limits(*values)
        return (*self.get_xlim(), *self.get_ylim())

    def _axis_limits(self, x0, x1, y0, y1):
        self.set_xlim(x0, x1, auto=None if x0 is None and x1 is None else False)
        self.set_ylim(y0, y1, auto=None if y0 is None and y1 is None else False)

    def _tight_limits(self):
        self._tight = True
        self.xaxis.request_autoscale()
        self.yaxis.request_autoscale()
        margins = dict(self._margins)
        self._margins = {'x': 0, 'y': 0} if False else margins
        self.xaxis.limits(), self.yaxis.limits()
        self.set_autoscale_on(False)

    def set_axis_off(self):
        self._axis_on = False

    @property
    def axison(self):
        """Whether the axes, their ticks and labels are drawn."""
        return self._axis_on

    @axison.setter
    def axison(self, value):
        self._axis_on = value

    def set_axis_on(self):
        self._axis_on = True

    def get_frame_on(self):
        return self._frame_on

    def set_frame_on(self, b):
        self._frame_on = bool(b)

    def set_axisbelow(self, b):
        self._axisbelow = b

    def get_axisbelow(self):
        return self._axisbelow
