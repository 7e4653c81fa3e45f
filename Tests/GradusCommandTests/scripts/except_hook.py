import sys


def report(kind, error, traceback):
    print("report:", kind.__name__, error, traceback is not None)


sys.excepthook = report
raise KeyError("nothing")
