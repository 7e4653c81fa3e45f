from graphlib import CycleError, TopologicalSorter

print(list(TopologicalSorter({"D": {"B", "C"}, "C": {"A"}, "B": {"A"}}).static_order())[0::3])
sorter = TopologicalSorter()
sorter.add("cake", "eggs", "flour")
sorter.add("eggs", "shop")
sorter.add("flour", "shop")
sorter.prepare()
while sorter.is_active():
    ready = sorter.get_ready()
    print(ready)
    sorter.done(*ready)
try:
    list(TopologicalSorter({1: [2], 2: [3], 3: [1]}).static_order())
except CycleError as error:
    print(error.args)
for wrong in (lambda: sorter.add("x"), lambda: sorter.done("y"), sorter.prepare, TopologicalSorter().get_ready):
    try:
        wrong()
    except ValueError as error:
        print(error)
