a = [1]
a.append(a)
print(a)
d = {"a": a}
d["self"] = d
print(d)
t = ([],)
t[0].append(t)
print(t)
