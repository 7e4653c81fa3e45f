import csv
import io

rows = csv.DictReader(io.StringIO("name,age\nann,30\n\nbob,25,extra\ncy\n"), restkey="rest", restval="-")
print(rows.fieldnames, list(rows), rows.line_num)
out = io.StringIO()
writer = csv.DictWriter(out, ["a", "b"])
writer.writeheader()
writer.writerow({"a": 1, "b": "x,y"})
writer.writerow({"a": 3})
print(repr(out.getvalue()))
try:
    writer.writerow({"z": 1})
except ValueError as error:
    print(error)
csv.register_dialect("pipes", delimiter="|")
print(list(csv.reader(["a|b"], "pipes")), csv.list_dialects())
print(csv.Sniffer().sniff("a;b;c\n1;2;3\n").delimiter)
