for args in (("/nonexistent/x",), ("/tmp",), ("/tmp/x", "q"), ("/tmp/x", "rw"), ("/tmp/x", "rb", -1, "utf-8")):
    try:
        open(*args)
    except (OSError, ValueError) as e:
        print(type(e).__name__, e)
import io
f = open("/tmp/_gradus_err.txt", "w")
try:
    f.read()
except io.UnsupportedOperation as e:
    print(e)
try:
    f.write(5)
except TypeError as e:
    print(e)
f.close()
try:
    f.write("x")
except ValueError as e:
    print(e)
