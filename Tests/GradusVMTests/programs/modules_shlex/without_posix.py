import shlex

texts = ["it's x", 'a"b"c d', '"a b"c', "'x", 'a "b', "x\\ y", '"a""b" c', "say 'two words' don't", '""', "a''", "a#b 'c'"]
for text in texts:
    for posix in (True, False):
        try:
            print(shlex.split(text, posix=posix))
        except ValueError as error:
            print(text, error)
