class V:
    def __init__(self, *v): self.v = list(v)
    def __iadd__(self, o): self.v.append(("+=", o)); return self
    def __isub__(self, o): self.v.append(("-=", o)); return self
    def __imul__(self, o): self.v.append(("*=", o)); return self
    def __itruediv__(self, o): self.v.append(("/=", o)); return self
    def __ifloordiv__(self, o): self.v.append(("//=", o)); return self
    def __imod__(self, o): self.v.append(("%=", o)); return self
    def __ipow__(self, o): self.v.append(("**=", o)); return self
    def __imatmul__(self, o): self.v.append(("@=", o)); return self
    def __iand__(self, o): self.v.append(("&=", o)); return self
    def __ior__(self, o): self.v.append(("|=", o)); return self
    def __ixor__(self, o): self.v.append(("^=", o)); return self
    def __ilshift__(self, o): self.v.append(("<<=", o)); return self
    def __irshift__(self, o): self.v.append((">>=", o)); return self
v = w = V()
v += 1; v -= 2; v *= 3; v /= 4; v //= 5; v %= 6; v **= 7; v @= 8; v &= 9; v |= 10; v ^= 11; v <<= 12; v >>= 13
print(v is w, v.v)
class NoIn:
    def __iadd__(self, o): return NotImplemented
    def __add__(self, o): return "fallback"
n = NoIn()
n += 1
print(n)
t = ([1],)
try:
    t[0] += [2]
except TypeError as error:
    print(error, t)
a = b = [1]
a += (2, 3)
a *= 2
print(b)
s = r = "x"
s += "y"
print(s, r)
class Box: value = 1
box = Box()
box.value += 1
print(box.value, Box.value)
def unbound():
    count += 1
try:
    unbound()
except UnboundLocalError as error:
    print(error)
for function in [lambda: exec_it()]:
    pass
d = {"k": [1]}
d["k"] += [2]
d["k"][0] -= 5
print(d)
