"""`matplotlib.pylab`: pyplot's functions and NumPy's in one module."""
try:
    from numpy import *
    import numpy as np
    import numpy
except ImportError:
    pass
from matplotlib.pyplot import *
from matplotlib import pyplot as plt
