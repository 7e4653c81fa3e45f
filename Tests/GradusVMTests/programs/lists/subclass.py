class Stack(list):
    def __init__(self, *items):
        super().__init__(items)
    def push(self, x):
        self.append(x)
        return self
s = Stack(1, 2).push(3)
print(s, len(s), isinstance(s, list), s[0], s == [1, 2, 3], type(s).__name__, type(s + [4]).__name__)
