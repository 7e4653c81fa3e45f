"""Where ticks stand on an axis, and what their labels say."""
from matplotlib._formatters import (EngFormatter, FixedFormatter, FormatStrFormatter, Formatter, FuncFormatter,
                                    NullFormatter, PercentFormatter, StrMethodFormatter, _Labels)
from matplotlib._locators import (AutoLocator, AutoMinorLocator, FixedLocator, IndexLocator, LinearLocator, Locator,
                                  MaxNLocator, MultipleLocator, NullLocator, TickHelper, _Edge)
from matplotlib._logformatters import (LogFormatter, LogFormatterExponent, LogFormatterMathtext,
                                       LogFormatterSciNotation, LogitFormatter)
from matplotlib._loglocators import LogLocator, LogitLocator, SymmetricalLogLocator
from matplotlib._scalarformatter import ScalarFormatter

# Classes print as this module's.
for _class in list(globals().values()):
    if isinstance(_class, type) and issubclass(_class, TickHelper):
        _class.__module__ = 'matplotlib.ticker'
del _class
