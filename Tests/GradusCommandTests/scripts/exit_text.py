import sys

sys.exit("that went wrong")
