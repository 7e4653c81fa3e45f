"""Functions that run at the end of the program."""

__all__ = ["register", "unregister"]

_functions = []


def register(func, /, *args, **kwargs):
    """Has a function called at the end; the last one registered comes first."""
    if not callable(func):
        raise TypeError("the first argument must be callable")
    _functions.append((func, args, kwargs))
    return func


def unregister(func, /):
    """Takes a function back, however often it was registered."""
    _functions[:] = [entry for entry in _functions if entry[0] != func]


def _run_exitfuncs():
    while _functions:
        func, args, kwargs = _functions.pop()
        try:
            func(*args, **kwargs)
        except SystemExit:
            pass
        except BaseException as error:
            import sys
            import traceback
            sys.stderr.write(f"Exception ignored in atexit callback: {func!r}\n")
            traceback.print_exception(error)


def _clear():
    _functions.clear()


def _ncallbacks():
    return len(_functions)
