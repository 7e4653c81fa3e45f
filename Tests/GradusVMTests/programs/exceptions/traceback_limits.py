"""How many places of a traceback are shown, and the calls that led to a place."""
import sys
import traceback


def inner():
    return 1 / 0


def middle():
    return inner()


def outer():
    try:
        middle()
    except ZeroDivisionError as error:
        raise ValueError("no") from error


def shown(text):
    lines = text if isinstance(text, list) else text.splitlines()
    for line in "".join(lines).split("\n") if isinstance(text, list) else lines:
        head, mark, tail = line.partition('File "')
        print(head + tail.partition('", ')[2] if mark else line)


for limit in (None, 0, 1, 2, -1, -2):
    for chain in (True, False):
        print("==", limit, chain)
        try:
            outer()
        except ValueError:
            shown(traceback.format_exc(limit, chain))
            print([place.name for place in traceback.extract_tb(sys.exc_info()[2], limit)])

for limit in (0, 1, -3):
    sys.tracebacklimit = limit
    print("== all", limit)
    try:
        middle()
    except ZeroDivisionError as error:
        shown(traceback.format_exception(error))
        print(len(traceback.extract_tb(error.__traceback__)), len(traceback.extract_tb(error.__traceback__, 2)))
        print([place.name for place in traceback.TracebackException.from_exception(error).stack])
del sys.tracebacklimit


def called(limit=None):
    shown([text.split("\n")[0] + "\n" for text in traceback.format_stack(limit=limit)])
    return [(place.name, place.lineno) for place in traceback.extract_stack(limit=limit)]


def calling(*rest):
    return called(*rest)


print(calling())
print(calling(1))
print(calling(-1), calling(0))
print([(frame.f_code.co_name, line > 0) for frame, line in traceback.walk_stack(sys._getframe())])
traceback.print_stack(limit=0)
try:
    1 / 0
except ZeroDivisionError:
    traceback.print_exc(limit=0, file=sys.stdout)
