"""`matplotlib.axes`: what plots stand in."""
from matplotlib.axes._base import AxesBase
from matplotlib.axes._areas import AreaPlots
from matplotlib.axes._bars import BarPlots
from matplotlib.axes._fields import FieldPlots
from matplotlib.axes._lines import LinePlots
from matplotlib.axes._texts import TextPlots


class Axes(LinePlots, BarPlots, AreaPlots, FieldPlots, TextPlots, AxesBase):
    """A box with two axes and everything drawn in it."""


# Messages name the methods as those of Axes.
for _part in Axes.__mro__:
    for _name, _value in list(vars(_part).items()):
        if _part.__module__.startswith('matplotlib.axes') and type(_value) is type(Axes.plot):
            _value.__qualname__ = 'Axes.' + _name
del _part, _name, _value

Subplot = Axes


def subplot_class_factory(cls):
    return cls
