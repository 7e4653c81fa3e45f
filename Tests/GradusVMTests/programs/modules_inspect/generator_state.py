from inspect import GEN_CLOSED, GEN_CREATED, GEN_RUNNING, GEN_SUSPENDED, getgeneratorstate


def numbers():
    print(getgeneratorstate(made), made.gi_suspended)
    yield 1


made = numbers()
print(getgeneratorstate(made), made.gi_suspended)
next(made)
print(getgeneratorstate(made), made.gi_suspended)
made.close()
print(getgeneratorstate(made), made.gi_suspended)
print(GEN_CREATED, GEN_RUNNING, GEN_SUSPENDED, GEN_CLOSED)
