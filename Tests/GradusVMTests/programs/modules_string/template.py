from string import Template


def show(make):
    try:
        print(make())
    except Exception as error:
        print(type(error).__name__, error)


show(lambda: Template('$a ${b} $$').substitute(a=1, b=2))
show(lambda: Template('$a $b').substitute(a=1))
show(lambda: Template('$a $b').safe_substitute(a=1))
show(lambda: Template('line\n $1').substitute())
show(lambda: Template('${a').safe_substitute(a=1))
show(lambda: Template('$a ${b} $a').get_identifiers())
show(lambda: Template('$').is_valid())
