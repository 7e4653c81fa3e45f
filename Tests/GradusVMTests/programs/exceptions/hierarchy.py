for name in "ZeroDivisionError FileNotFoundError KeyError RecursionError ModuleNotFoundError UnicodeDecodeError TabError BrokenPipeError NotImplementedError UnboundLocalError".split():
    cls = getattr(__import__("builtins"), name) if False else {c.__name__: c for c in (ZeroDivisionError, FileNotFoundError, KeyError, RecursionError, ModuleNotFoundError, UnicodeDecodeError, TabError, BrokenPipeError, NotImplementedError, UnboundLocalError)}[name]
    print([c.__name__ for c in cls.__mro__])
print(IOError is OSError, EnvironmentError is OSError)
