try:
    raise ValueError("a", 1)
except (TypeError, ValueError) as error:
    print(error, error.args, repr(error))
try:
    error
except NameError as gone:
    print(gone)
try:
    raise KeyError
except LookupError as e:
    print(type(e).__name__, repr(e), str(e) == "")
def choose():
    print("evaluated")
    return ValueError
try:
    try:
        1 / 0
    except choose():
        print("no")
except ZeroDivisionError:
    print("propagated")
for bad in [5, "x", (ValueError, 3)]:
    try:
        try:
            raise KeyError("k")
        except bad:
            pass
    except TypeError as error:
        print(error)
    except KeyError:
        print("not matched")
try:
    raise 5
except TypeError as error:
    print(error)
try:
    raise ValueError from 5
except TypeError as error:
    print(error)
class NotException: pass
try:
    raise NotException()
except TypeError as error:
    print(error)
try:
    raise
except RuntimeError as error:
    print(error)
x = 1
try:
    pass
except: pass
else:
    x = 2
finally:
    x += 1
print(x)
