import shlex

print(shlex.split("""cp -r "my file" 'other one' a\\ b "q\\"q" '' x"y"z"""))
print(shlex.split("a b # c", comments=True), shlex.split("a b # c"))
print([shlex.quote(word) for word in ("", "plain", "two words", "it's", "a*b", "x=1")], shlex.join(["ls", "my dir"]))
for text in ("'open", '"open', "end\\"):
    try:
        shlex.split(text)
    except ValueError as error:
        print(error)
