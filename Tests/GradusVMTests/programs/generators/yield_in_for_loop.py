# `yield` as an expression gives None when a for loop (or next) drives the generator.
def echo():
    got = 5
    got = yield 1
    print("got", got)
    got = yield 2
    print("got", got)
    pair = [(yield 3), (yield 4)]
    print(pair)


for value in echo():
    print("value", value)
print(list(echo()))
print(sum(x for x in echo()))
running = echo()
next(running)
print(running.send("sent"))
for value in running:
    print("rest", value)


# A value sent before stays out of the next `yield`.
def keeping():
    last = None
    while True:
        last = yield last
        if last is None:
            return "done"


k = keeping()
next(k)
print(k.send(1), k.send(2))
for value in k:
    print("never", value)


# Values that the generator holds die when it ends, in the middle of an expression too.
class Noisy:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("del", self.name)


def holding():
    a = Noisy("a")
    b = [a, (yield 1), (yield 2)]
    return len(b)


h = holding()
print(next(h))
print(next(h))
h.close()
print("closed")
for _ in holding():
    break
print("dropped")
