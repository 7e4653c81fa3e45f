import enum
class Color(enum.Enum):
    RED = 1
    BLUE = 2
class Limits:
    class Inner:
        TOP = 10
def f(x):
    match x:
        case Color.RED: return "red"
        case Limits.Inner.TOP: return "top"
        case (Color.BLUE, n) | [n, Color.BLUE]: return f"blue {n}"
        case ("go" | "move", ("north" | "south") as direction): return direction
        case [x, y] if x == y: return "equal"
        case [x, y] if (total := x + y) > 10: return f"total {total}"
        case {"k": (1 | 2) as v}: return f"v{v}"
    return "none"
for value in [Color.RED, Color.BLUE, 10, (Color.BLUE, 1), [2, Color.BLUE], ("go", "north"), ["move", "west"], [3, 3], [4, 9], [1, 2], {"k": 2}, {"k": 3}]:
    try:
        print(f(value))
    except TypeError as error:
        print(error)
for command in ["go north", "pick up lamp", "quit", "dance a lot"]:
    match command.split():
        case ["quit"]: print("bye")
        case ["go", where]: print("to", where)
        case ["pick", "up", thing] | ["take", thing]: print("took", thing)
        case [verb, *arguments]: print(verb, arguments)
match 1:
    case x if False: pass
    case y: print("x was bound", x, y)
