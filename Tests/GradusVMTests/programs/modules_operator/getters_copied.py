import copy
import operator
import pickle

record = {"name": "ada", "year": 1815, "sizes": [3, 1, 2]}
getters = [operator.itemgetter("name"), operator.itemgetter("year", "name"), operator.attrgetter("real"),
           operator.attrgetter("real", "imag"), operator.methodcaller("get", "none", 7)]
for getter in getters:
    for copied in (copy.copy(getter), copy.deepcopy(getter), pickle.loads(pickle.dumps(getter))):
        print(copied, copied(5 if "attr" in repr(getter) else record))
caller = operator.methodcaller("format", "x", width=4)
print(pickle.loads(pickle.dumps(caller))("{0:>{width}}"), copy.copy(caller)("{0:<{width}}|"))
print(operator.itemgetter(1, 2).__reduce__()[1])
