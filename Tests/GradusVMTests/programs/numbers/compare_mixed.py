big = 2**53
print(big == float(big), big + 1 == float(big), big + 1 > float(big), 10**400 > 1e308, -10**400 < -1e308)
print(10**400 < float("inf"), 10**400 == float("inf"), float("nan") == float("nan"), 1 == 1.0 == True == (1+0j))
print(hash(1) == hash(1.0) == hash(True) == hash(1+0j), hash(2**61 - 1), hash(2**61), hash(-1), hash(-2), hash(0.5), hash(1e300))
print(hash(float("inf")), hash(float("-inf")), hash(10**30) == hash(1e30), int(1e30) == 10**30, hash(1e30) == hash(int(1e30)))
print({1: "a", 1.0: "b", True: "c", 1+0j: "d"}, {0, 0.0, False, -0.0})
print(1 < 1.5 < 2, 3 > 2 >= 2 != 1, (1 < 2) < 2)
try:
    1j < 2
except TypeError as error:
    print(error)
