import a
import a.b.c
import a.b as c
from a import b, c as d
from . import e
from ..f.g import h
from i import *
def f():
    import j, k.l
    from m import n
