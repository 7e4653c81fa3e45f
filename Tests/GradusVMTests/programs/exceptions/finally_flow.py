def f(n):
    for i in range(3):
        try:
            if n == 0: return "try"
            if n == 1: break
            if n == 2: continue
            if n == 3: raise ValueError("v")
            print("body", i)
        except ValueError as error:
            return f"except {error}"
        else:
            print("else", i)
        finally:
            print("finally", n, i)
            if n == 4: return "finally wins"
    return "after"
for n in range(6):
    print(n, f(n))
def swallow():
    try:
        raise KeyError
    finally:
        return "swallowed"
print(swallow())
def nested():
    try:
        try:
            raise ValueError(1)
        finally:
            print("inner")
    except ValueError:
        print("handled")
        raise TypeError(2)
    finally:
        print("outer")
try:
    nested()
except TypeError as error:
    print(repr(error), repr(error.__context__))
def value():
    x = 1
    try:
        return x
    finally:
        x = 2
print(value())
while True:
    try:
        continue_once = True
        break
    finally:
        print("loop finally")
