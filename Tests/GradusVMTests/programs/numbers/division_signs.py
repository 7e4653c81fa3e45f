for a in (7, -7):
    for b in (2, -2, 3, -3):
        print(a, b, a // b, a % b, divmod(a, b), a / b)
for a in (7.5, -7.5, 0.0, -0.0):
    for b in (2, -2.0):
        print(a, b, a // b, a % b, divmod(a, b))
big = 10**30
print(big // 7, -big // 7, big % -7, -big % 7, divmod(-big, 10**15 + 1))
print(1e300 // 1e-10, 5 % 1e400, -5 % float("inf"), 5 % -float("inf"), 3.0 // float("inf"))
for operation in ["//", "%", "/"]:
    pass
for function in [lambda: 1 // 0, lambda: 1 % 0, lambda: 1 / 0, lambda: 1.0 // 0, lambda: 1.0 % 0, lambda: 1.0 / 0, lambda: divmod(1, 0), lambda: divmod(1.0, 0), lambda: 0 ** -1, lambda: 0.0 ** -1]:
    try:
        function()
    except ZeroDivisionError as error:
        print(error)
