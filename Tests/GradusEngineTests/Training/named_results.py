# Tuples with named fields are made of as many items as they have names.
import sys

import torch

result = torch.max(torch.ones(2, 3), 1)
for kind, items in ((type(result), [1]), (type(result), [1, 2]), (type(sys.version_info), [1]), (type(sys.flags), ())):
    try:
        made = kind(items)
        print(tuple(made), made.values, made.indices)
    except TypeError as error:
        print(error)
print(len(type(result)(result)))
