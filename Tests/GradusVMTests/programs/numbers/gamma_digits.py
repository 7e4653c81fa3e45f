"""The last digits of math.gamma and math.lgamma."""
import math

for x in (0.5, -0.5, 1.5, 2.5, 4.7, 10.1, 23.5, 100.25, 141.3, 170.6, -1.5, -3.7, -20.2, -150.9, -190.5, 1e-5, 1e-25, -1e-25, 0.1):
    print(x, math.gamma(x), math.lgamma(x))
for x in (171.7, 200.5, 1e10, -250.5, 1e305):
    try:
        print(x, math.lgamma(x), math.gamma(x))
    except OverflowError as error:
        print(error)
for x in (0, -1, float("-inf")):
    try:
        print(math.gamma(x))
    except ValueError as error:
        print(error)
print(math.gamma(float("inf")), math.gamma(float("nan")), math.lgamma(float("-inf")), math.gamma(23), math.gamma(24))
print(sum(math.gamma(k / 7) for k in range(1, 200)), sum(math.lgamma(k / 7) for k in range(15, 900)))
