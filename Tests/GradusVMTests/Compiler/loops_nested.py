def f(rows):
    for row in rows:
        for x, y in row:
            if x:
                break
            if y:
                return x
        else:
            continue
        print(x)
for i, a.b in x:
    pass
