import copy
import functools

double = functools.partial(pow, 2, mod=7)
for made in [copy.copy(double), copy.deepcopy(double)]:
    print(made.func is pow, made.args, made.keywords, made(5))
