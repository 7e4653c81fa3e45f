# The middle of a chain is both a container and an element: it stays the list or set that was written.
print(3 in [3, 4] in [[3, 4]])
print(3 in [3, 4] not in [[3, 4]])
print(1 in {1, 2} in [{2, 1}])
print(1 in (1,) in ((1,),))
print(5 in [3, 4] in [[3, 4]])
print([] in [[]] == [[]])
if 3 in [3, 4] in [[3, 4]]:
    print("yes")
print([x for x in range(6) if x in [1, 2, 3] != [1]])
print(type([y for y in [0] if y in [0] is not None]))
