"""`make_axes_locatable` under its other name."""
from mpl_toolkits.axes_grid1 import AxesDivider, make_axes_locatable
