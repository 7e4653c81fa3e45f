import copy
from enum import Enum, member, nonmember


class Day(Enum):
    MON = 1
    TUE = 2
    first = nonmember(1)

    def following(self):
        return Day(self.value % 2 + 1)

    @classmethod
    def default(cls):
        return cls.MON

    def __str__(self):
        return self.name.lower()


match Day.MON:
    case Day.TUE:
        print("tuesday")
    case Day.MON:
        print("monday")
print(Day.MON.following(), Day.default(), f"{Day.TUE}", Day.first, copy.copy(Day.MON) is Day.MON, copy.deepcopy([Day.MON])[0] is Day.MON)
