"""`matplotlib.axes`: what plots stand in."""
from matplotlib.axes._base import AxesBase
from matplotlib.axes._areas import AreaPlots
from matplotlib.axes._bars import BarPlots
from matplotlib.axes._fields import FieldPlots
from matplotlib.axes._lines import LinePlots
from matplotlib.axes._texts import TextPlots


class Axes(LinePlots, BarPlots, AreaPlots, FieldPlots, TextPlots, AxesBase):
    """A box with two axes and everything drawn in it."""


# Kinds of plots that Gradus refuses by name: triangulations, spectra, streams and wind barbs.
REFUSED = ('acorr', 'angle_spectrum', 'barbs', 'cohere', 'csd', 'magnitude_spectrum', 'phase_spectrum', 'psd', 'specgram',
           'streamplot', 'tricontour', 'tricontourf', 'tripcolor', 'triplot', 'xcorr')


def _refusal(name):
    def method(self, *args, **kwargs):
        raise NotImplementedError(f'{name} is not drawn here')
    method.__name__ = name
    return method


for _name in REFUSED:
    setattr(Axes, _name, _refusal(_name))

# Messages name the methods as those of Axes.
for _part in Axes.__mro__:
    for _name, _value in list(vars(_part).items()):
        if _part.__module__.startswith('matplotlib.axes') and type(_value) is type(Axes.plot):
            _value.__qualname__ = 'Axes.' + _name
del _part, _name, _value

Subplot = Axes


def subplot_class_factory(cls):
    return cls
