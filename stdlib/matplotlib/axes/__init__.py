"""`matplotlib.axes`: what plots stand in."""
from matplotlib.axes._base import AxesBase
from matplotlib.axes._areas import AreaPlots
from matplotlib.axes._bars import BarPlots
from matplotlib.axes._fields import FieldPlots
from matplotlib.axes._lines import LinePlots
from matplotlib.axes._texts import TextPlots


class Axes(LinePlots, BarPlots, AreaPlots, FieldPlots, TextPlots, AxesBase):
    """A box with two axes and everything drawn in it."""


Subplot = Axes


def subplot_class_factory(cls):
    return cls
