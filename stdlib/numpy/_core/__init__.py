"""numpy._core: where pickles look for what rebuilds arrays."""

from numpy._core import multiarray, numeric
