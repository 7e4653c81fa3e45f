import gc
class Phoenix:
    saved = None
    def __del__(self):
        print("dying")
        Phoenix.saved = self
p = Phoenix()
del p
print(type(Phoenix.saved).__name__)
Phoenix.saved = None
print("gone without a second call")
class Base:
    def __del__(self): print("base", type(self).__name__)
class Derived(Base):
    def __del__(self):
        print("derived")
        super().__del__()
d = Derived()
d = None
class Cycle:
    def __init__(self): self.me = self
    def __del__(self): print("cycle collected")
c = Cycle()
del c
gc.collect()
class Raises:
    def __del__(self): raise ValueError("ignored")
r = Raises()
del r
print("still running")
