try:
    str(10**4300)
except ValueError as error:
    print(error)
try:
    int("1" * 4301)
except ValueError as error:
    print(error)
print(len(str(10**4299)), len(hex(10**5000)), int("f" * 5000, 16).bit_length())
import sys
print(sys.get_int_max_str_digits(), sys.int_info.default_max_str_digits)
try:
    f"{10**5000}"
except ValueError as error:
    print(error)
sys.set_int_max_str_digits(0)
print(len(str(10**5000)))
