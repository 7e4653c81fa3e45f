import io
import shlex


def tokens(text, **settings):
    lexer = shlex.shlex(text, posix=settings.pop("posix", False), punctuation_chars=settings.pop("punctuation_chars", False))
    for name, value in settings.items():
        setattr(lexer, name, value)
    try:
        return list(lexer)
    except ValueError as error:
        return str(error), lexer.lineno, lexer.token


for text in ("a = 'b c' # comment\nx+y", "a && b; c>d || (e)", 'say "it\'s" \\"so\\"', "x'y'z \"\" ''", "no 'end", "back\\", "1.5-2*3",
             "~/a --flag=v *.py", "", "tab\tnew\nline", 'in "a\\"b\\c" out', "é ñ"):
    print(repr(text))
    for settings in ({}, {"posix": True}, {"punctuation_chars": True}, {"posix": True, "punctuation_chars": True},
                     {"whitespace_split": True}, {"posix": True, "whitespace_split": True, "commenters": ""},
                     {"whitespace": ","}, {"posix": True, "whitespace_split": True, "punctuation_chars": "|;"}):
        print("   ", tokens(text, **settings))
lexer = shlex.shlex(io.StringIO("one two\nthree"), "name.txt")
lexer.wordchars += "."
print(lexer.get_token(), lexer.lineno, lexer.error_leader())
lexer.push_token("pushed")
print(lexer.get_token(), lexer.get_token(), lexer.get_token(), repr(lexer.get_token()), lexer.punctuation_chars == "")
