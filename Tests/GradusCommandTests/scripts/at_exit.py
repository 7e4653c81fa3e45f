import atexit


@atexit.register
def first():
    print("registered first, called last")


atexit.register(print, "with", "arguments", sep="-")
atexit.register(first)
atexit.unregister(first)
atexit.register(first)
print("the script ends")
raise ValueError("after which the functions run")
