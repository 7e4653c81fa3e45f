# Items of every kind of array: stored, read and refused.
from array import array

for code in "bBhHiIlLqQfdu":
    items = array(code, "ab가" if code == "u" else [1, 2, 3])
    print(items[0], items[-1], type(items[0]).__name__)
    for place, value in ((0, 7), (-1, 100), (1, 255), (1, 256), (2, -1), (0, 2 ** 31), (0, 2 ** 63), (0, 2 ** 64), (0, 1.5),
                         (0, True), (3, 1), (-4, 1), (0, "x"), (0, None), ("a", 1), (True, 9)):
        try:
            items[place] = value
            print(code, place, value, items)
        except Exception as error:
            print(code, place, value, type(error).__name__, error)
    try:
        print(items[3])
    except IndexError as error:
        print(error)


class Numbers(array):
    def __getitem__(self, place):
        return super().__getitem__(place) * 2

    def __setitem__(self, place, value):
        super().__setitem__(place, value + 1)


numbers = Numbers("d", [1, 2])
numbers[0] = 5.0
print(numbers[0], numbers[1], list(numbers))
