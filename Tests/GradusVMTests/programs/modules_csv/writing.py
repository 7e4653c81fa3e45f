import csv
import io


def written(rows, **options):
    out = io.StringIO(newline="")
    csv.writer(out, **options).writerows(rows)
    return out.getvalue()


print(repr(written([[1, "a", 2.5, None, True], ["a,b", 'c"d', "e\nf", ""]])))
print(repr(written([["a", 1]], quoting=csv.QUOTE_ALL)), repr(written([["a", 1]], quoting=csv.QUOTE_NONNUMERIC)))
print(repr(written([["a,b"]], quoting=csv.QUOTE_NONE, escapechar="\\")), repr(written([[""]])), repr(written([[]])))
print(repr(written([["a", "b"]], delimiter=";", lineterminator="\n")))
for attempt in (lambda: written([3]), lambda: written([["a,b"]], quoting=csv.QUOTE_NONE), lambda: csv.writer(3)):
    try:
        attempt()
    except (csv.Error, TypeError) as error:
        print(type(error).__name__, error)
