from collections import Counter

c = Counter("aab")
c.update("abc")
c.update({"z": 5}, q=2)
c.subtract("aaa")
print(c, c["missing"], len(c))
del c["missing"]
c += Counter(b=10)
c -= Counter(z=5)
print(c, c.copy() == c, dict(c))
