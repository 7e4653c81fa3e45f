import copy


class Tagged(bytearray):
    pass


tagged = Tagged(b"abcd")
tagged.marks = [1]
shallow, deep = copy.copy(tagged), copy.deepcopy(tagged)
print(shallow, deep, shallow.marks is tagged.marks, deep.marks, deep.marks is tagged.marks)
