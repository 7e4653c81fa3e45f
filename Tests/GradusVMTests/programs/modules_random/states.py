import copy
import pickle
import random

generator = random.Random(7)
generator.random()
generator.gauss(0, 1)
for made in (copy.copy(generator), copy.deepcopy(generator), pickle.loads(pickle.dumps(generator))):
    print(made.random(), made.gauss(0, 1))
print(generator.random(), generator.gauss(0, 1))
for seed, version in (("text", 1), (b"bytes", 1), ("", 1), ("text", 2), (bytearray(b"bytes"), 2), (b"bytes", 2)):
    generator.seed(seed, version=version)
    print(generator.random())
state = generator.getstate()
first = generator.random()
generator.setstate((2, tuple(word - 2 ** 32 if word > 2 ** 31 else word for word in state[1]), None))
print(generator.random() == first)
for wrong in ((1, (), None), (3, None, None), (3, [1], None), (2, (1, 2), None)):
    try:
        generator.setstate(wrong)
    except (TypeError, ValueError) as error:
        print(type(error).__name__)
system = random.SystemRandom()
for method in (system.getstate, lambda: system.setstate(None), lambda: pickle.dumps(system)):
    try:
        method()
    except NotImplementedError as error:
        print(error)
print(set(random.__all__) <= set(dir(random)), "randint" in random.__all__)
