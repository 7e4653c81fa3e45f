class Resource:
    def __init__(self, name): self.name = name
    def __del__(self): print("release", self.name)
first = Resource("first")
keep = [Resource("in list")]
print("end of program")
