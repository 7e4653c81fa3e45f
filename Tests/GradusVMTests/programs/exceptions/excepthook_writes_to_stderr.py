import io
import sys


def shown(hook):
    kept, sys.stderr = sys.stderr, io.StringIO()
    try:
        try:
            undefined_name_of_nothing
        except NameError:
            hook(*sys.exc_info())
        return sys.stderr.getvalue()
    finally:
        sys.stderr = kept


for hook in (sys.excepthook, sys.__excepthook__):
    lines = shown(hook).splitlines()
    print(lines[0], lines[-1])
kept, sys.stderr = sys.stderr, None
try:
    sys.__excepthook__(ValueError, ValueError("unseen"), None)
finally:
    sys.stderr = kept
