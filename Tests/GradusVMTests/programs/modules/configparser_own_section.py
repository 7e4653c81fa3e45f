import configparser

c = configparser.ConfigParser()
c.read_string("[a]\nx = 1\n[b]\ny = 2\n")
c["a"] = c["a"]
print(dict(c["a"]), c["a"] is c["a"])
c.clear()
print(c.sections())
