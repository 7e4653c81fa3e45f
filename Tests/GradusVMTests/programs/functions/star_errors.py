class Caller:
    def __call__(self, *values):
        return values

    def __str__(self):
        return "the caller"


def plain(a=1):
    return a


for call in (
    lambda: plain(*1),
    lambda: plain(**2.0),
    lambda: Caller()(*1),
    lambda: Caller()(**[1]),
    lambda: len(*3),
    lambda: super(int, 1, 2),
):
    try:
        print(call())
    except TypeError as error:
        print(error)
