# The index is looked at before the list.
for values in ([], [1]):
    for index in ("a", 1.0, None):
        try:
            print(values.pop(index))
        except TypeError as error:
            print(error)
try:
    [].pop(3)
except IndexError as error:
    print(error)
