# The formatter that shows defaults shows None as well.
import argparse

parser = argparse.ArgumentParser(prog="tool", formatter_class=argparse.ArgumentDefaultsHelpFormatter)
parser.add_argument("files", nargs="*", help="files to read")
parser.add_argument("name", help="a name")
parser.add_argument("--output", help="where to write")
parser.add_argument("--size", type=int, default=3, help="how large")
parser.add_argument("--quiet", default=argparse.SUPPRESS, help="say nothing")
parser.print_help()
