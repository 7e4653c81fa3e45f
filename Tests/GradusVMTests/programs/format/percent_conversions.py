# %d asks for __int__ first, the others for __index__.


class Both:
    def __int__(self):
        return 7

    def __index__(self):
        return 8


class Whole:
    def __int__(self):
        return 70


class Refusing:
    def __int__(self):
        return 12

    def __index__(self):
        raise TypeError("not an index")


print("%d %i %u %x %o" % (Both(), Both(), Both(), Both(), Both()))
print("%d%%" % Whole(), "%5d|%-5d|%05d" % (Refusing(), Refusing(), Refusing()))
for text in ("%d", "%x", "%o", "%c"):
    for value in ("a", None, [], 1.5, Whole()):
        try:
            print(text % (value,))
        except TypeError as error:
            print(error)
