class Seq:
    def __len__(self):
        return 3
    def __getitem__(self, i):
        return "abc"[i]
print(list(reversed(Seq())), list(reversed("xyz")), list(reversed(range(3))), list(reversed((1, 2))))
for x in ({1}, iter([])):
    try:
        reversed(x)
    except TypeError as e:
        print(e)
