def f(n):
    for i in range(n):
        if i == 3:
            continue
        if i > 5:
            break
    else:
        print(n)
    while n > 0:
        n -= 1
        if n == 7:
            break
    else:
        print(i)
    while True:
        n += 1
        if n > 100:
            return n
