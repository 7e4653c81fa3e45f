from collections import defaultdict


class Own(defaultdict):
    def make(self):
        return []


own = Own()
own.default_factory = own.make
own[1]
print(repr(own).startswith("Own(<bound method Own.make of Own(..., {1: []})>, {1: []})"), repr(defaultdict(int, a=1)))
print(repr(defaultdict(None)), repr(defaultdict(list, {1: [2]})))
