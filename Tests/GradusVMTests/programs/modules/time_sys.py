import time, sys
a = time.perf_counter()
time.sleep(0.01)
print(time.perf_counter() - a >= 0.01, time.time() > 1e9, isinstance(time.time_ns(), int), time.strftime("%Y", time.gmtime(0)), time.gmtime(86400).tm_mday)
print(sys.maxsize, sys.version_info[:2], sys.version_info >= (3, 8), sys.byteorder, sys.float_info.epsilon, sys.getrecursionlimit())
try:
    sys.exit("bye")
except SystemExit as e:
    print(e.code)
try:
    1 / 0
except ZeroDivisionError:
    print(sys.exc_info()[0].__name__, sys.exc_info()[1])
