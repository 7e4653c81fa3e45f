# Bounds may be floats that are whole.
import random
import warnings

warnings.simplefilter("ignore")
random.seed(5)
print(random.randint(1, 10 / 2), random.randrange(4 / 2), random.randrange(1.0, 9.0, 2.0))
for call in (lambda: random.randint(1, 2.5), lambda: random.randint(0.5, 2), lambda: random.randrange(2.5), lambda: random.randrange(0, 2, 0.5)):
    try:
        print(call())
    except (ValueError, TypeError) as error:
        print(type(error).__name__, error)
