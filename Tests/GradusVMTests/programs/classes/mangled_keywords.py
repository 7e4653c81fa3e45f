"""Names of keywords in calls and patterns are not mangled; parameters are."""


def everything(**given):
    return given


class Box:
    def __init__(self, __size=1):
        self.__size = __size
        self._plain = 2

    def call(self):
        return everything(__a=1, **{"__b": 2}), everything(__a=1)

    def match(self, other):
        match other:
            case Box(_plain=p, __size=s):
                return p, s
            case Box(_plain=p):
                return p


box = Box()
print(box.call(), box.match(Box()), vars(Box(3)), Box(_Box__size=4).__dict__)
