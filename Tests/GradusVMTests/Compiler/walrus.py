def f(a):
    while (n := a()) > 0:
        print(n)
    x = n + (n := 2)
    y = [last := i for i in a]
    return last, n
[top := i for i in x]
