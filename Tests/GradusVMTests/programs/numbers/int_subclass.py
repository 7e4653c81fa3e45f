class Meters(int):
    def __add__(self, other):
        return Meters(int(self) + int(other))
    def __repr__(self):
        return f"{int(self)} m"
    def __radd__(self, other):
        return Meters(int(self) + other)
print(Meters(3) + 4, 4 + Meters(3), sum([Meters(1), Meters(2)]), Meters(3) * 2, -Meters(3), Meters(5) == 5)
print(type(Meters(3) + 1).__name__, type(Meters(3) - 1).__name__, {Meters(3): 1}[3], [10, 20, 30][Meters(1)], str(Meters(2)), int.__repr__(Meters(2)))
class Ratio(float):
    def __str__(self):
        return "ratio"
print(Ratio(1.5), repr(Ratio(1.5)), f"{Ratio(1.5)}", "%s" % Ratio(2), Ratio(1.5) + 1, f"{Ratio(1.5):.1f}")
