"""What an exception frees on its way says its last words before the handler runs."""


def numbers():
    try:
        yield from range(100)
    finally:
        print("closed")


try:
    for i in numbers():
        if i == 3:
            raise ValueError
except ValueError:
    print("caught")


class Guard:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("gone", self.name)


def failing():
    [Guard("temporary"), 1 / 0]


try:
    failing()
except ZeroDivisionError as error:
    print("handled", error)
print("after")

try:
    for x in (y for y in numbers()):
        for z in numbers():
            raise KeyError
except KeyError:
    print("both")
finally:
    print("finally")


def nested():
    try:
        for i in numbers():
            raise IndexError
    except IndexError:
        print("inner")
        raise


try:
    nested()
except IndexError:
    print("outer")
with_sum = 0
for attempt in range(3):
    try:
        for i in numbers():
            if i == attempt:
                raise StopIteration
    except StopIteration:
        with_sum += i
print(with_sum)
