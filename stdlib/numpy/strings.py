"""Methods of texts, element by element (NumPy 2's name of `numpy.char`)."""

from numpy.char import (
    add, capitalize, center, count, endswith, equal, expandtabs, find, greater, greater_equal, index, isalnum, isalpha,
    isdecimal, isdigit, islower, isnumeric, isspace, istitle, isupper, less, less_equal, ljust, lower, lstrip, mod,
    multiply, not_equal, partition, replace, rfind, rindex, rjust, rpartition, rstrip, slice, startswith, str_len, strip,
    swapcase, title, translate, upper, zfill)
