import math

nan, inf = float("nan"), float("inf")
print(math.fsum([10, nan]), math.fsum([inf, nan]), math.fsum([inf, 1]), math.fsum([-inf, -inf]))
for values in [[inf, -inf], [nan, inf, -inf]]:
    try:
        math.fsum(values)
    except ValueError as error:
        print(error)
