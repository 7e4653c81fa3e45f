import csv
import io


def show(make):
    try:
        print(make())
    except Exception as error:
        print(type(error).__name__, error)


show(lambda: list(csv.reader(io.StringIO('a,b\n1,2\n', newline=''))))
show(lambda: list(csv.reader(io.StringIO('a,"b,c"\n"x""y",z\n', newline=''))))
show(lambda: list(csv.reader(io.StringIO('"two\nlines",b\n', newline=''))))
show(lambda: list(csv.reader(io.StringIO('', newline=''))))
show(lambda: list(csv.reader(io.StringIO('a;b\n', newline=''), delimiter=';')))
show(lambda: list(csv.reader(io.StringIO('1,2.5,"x"\n', newline=''), quoting=csv.QUOTE_NONNUMERIC)))
show(lambda: list(csv.reader(io.StringIO('a\\,b,c\n', newline=''), escapechar='\\')))
show(lambda: list(csv.reader(io.StringIO('"a"b,c\n', newline=''), strict=True)))
show(lambda: list(csv.reader(io.StringIO('a, b\n', newline=''), skipinitialspace=True)))
show(lambda: list(csv.reader(io.StringIO('a\tb\n', newline=''), dialect='excel-tab')))
show(lambda: list(csv.reader(io.StringIO('한글,"é,x"\n', newline=''))))
show(lambda: list(csv.reader(io.StringIO('a', newline=''), delimiter='ab')))
show(lambda: list(csv.reader(io.StringIO('a', newline=''), dialect='none')))
