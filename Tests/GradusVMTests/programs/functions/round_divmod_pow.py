print(round(2.5), round(3.5), round(-2.5), round(2.675, 2), round(1234, -2), round(5.0), round(1e20), divmod(7, 3), divmod(-7, 3), divmod(7.5, 2))
print(pow(2, 10), pow(2, -1), pow(3, 4, 5), pow(3, -1, 7), pow(2, 1000, 10**9 + 7), 2 ** 0.5)
for f in (lambda: pow(2, 3, 0), lambda: pow(2, -1, 4), lambda: divmod(1, 0), lambda: round("a"), lambda: divmod("a", 1)):
    try:
        f()
    except Exception as e:
        print(type(e).__name__, e)
