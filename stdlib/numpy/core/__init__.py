"""numpy.core: the name that older pickles know numpy._core by."""

from numpy.core import multiarray, numeric
