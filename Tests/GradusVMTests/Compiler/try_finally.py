def f(a):
    for i in a:
        try:
            if i == 1:
                break
            if i == 2:
                continue
            if i == 3:
                return i
            a()
        finally:
            print(i)
    try:
        return a
    finally:
        a = 1
