class Two:
    def __index__(self):
        return 2
print([1, 2, 3][Two()], "abc"[Two()], range(5)[Two()], (1, 2, 3, 4)[Two():], hex(Two()), bin(Two()), "a" * Two(), [0] * Two())
print(int(Two()), float(Two()), bytes(Two()), chr(Two() .__index__() + 63), list(range(Two())), round(3.14159, Two()), complex(Two()))
class Wrong:
    def __index__(self):
        return "2"
for function in [lambda: [1][Wrong()], lambda: [1][float(1)], lambda: "a"[str()], lambda: range(1.5), lambda: [1, 2][:"a"]]:
    try:
        function()
    except TypeError as error:
        print(error)
