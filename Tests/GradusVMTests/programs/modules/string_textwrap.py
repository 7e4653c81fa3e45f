import string, textwrap
print(string.ascii_lowercase, string.digits, string.punctuation, string.capwords("hello  world"))
print(string.Template("$who likes ${what} $$5").substitute(who="tim", what="kung pao"), string.Template("$a $b").safe_substitute(a=1))
print(textwrap.fill("The quick brown fox jumped over the lazy dog and ran away.", 20))
print(textwrap.dedent("    a\n      b\n    c"), textwrap.indent("x\ny", "> "), textwrap.shorten("Hello wonderful world", 12))
