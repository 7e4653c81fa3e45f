try:
    assert 1 == 2, "message"
except AssertionError as error:
    print(error, error.args)
try:
    assert []
except AssertionError as error:
    print(repr(error), error.args)
try:
    assert (lambda: 0)(), ("tuple", 1)
except AssertionError as error:
    print(error.args)
assert True, 1 / 0
import sys
for argument in [None, 3, "text"]:
    try:
        sys.exit(argument)
    except SystemExit as error:
        print(repr(error.code))
print(__debug__)
try:
    raise SystemExit
except BaseException as error:
    print(type(error).__name__)
