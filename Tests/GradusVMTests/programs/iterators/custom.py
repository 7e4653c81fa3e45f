class Count:
    def __init__(self, n):
        self.n = n
    def __iter__(self):
        return self
    def __next__(self):
        if self.n == 0:
            raise StopIteration
        self.n -= 1
        return self.n
print(list(Count(3)), sum(Count(4)), tuple(Count(2)), sorted(Count(3)), set(Count(2)), dict(enumerate(Count(2))))
a, *b = Count(4)
print(a, b)
