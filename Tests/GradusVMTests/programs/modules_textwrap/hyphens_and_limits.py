import textwrap

TEXT = 'A well-known--or not--example of state-of-the-art text wrapping, with averyveryverylongwordindeed inside.'


def show(make):
    try:
        print(make())
    except Exception as error:
        print(type(error).__name__, error)


show(lambda: textwrap.wrap(TEXT, 20))
show(lambda: textwrap.wrap(TEXT, 20, break_on_hyphens=False))
show(lambda: textwrap.wrap(TEXT, 10, break_long_words=False))
show(lambda: textwrap.fill(TEXT, 30, initial_indent='* ', subsequent_indent='  '))
show(lambda: textwrap.shorten(TEXT, 30))
show(lambda: textwrap.wrap(TEXT, 25, max_lines=2, placeholder='...'))
show(lambda: textwrap.wrap('a. b', 10, fix_sentence_endings=True))
show(lambda: textwrap.wrap('x', 0))
show(lambda: textwrap.wrap('a\tb  c', 10, expand_tabs=False))
show(lambda: textwrap.wrap('  lead', 10, drop_whitespace=False))
show(lambda: textwrap.wrap('x', 3, max_lines=1))
