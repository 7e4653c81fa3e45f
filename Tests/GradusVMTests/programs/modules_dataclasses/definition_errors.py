from dataclasses import KW_ONLY, dataclass, field


def attempt(body):
    try:
        body()
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)


def order_of_defaults():
    @dataclass
    class Q:
        a: int = 1
        b: int


def mutable_default():
    @dataclass
    class Q:
        a: list = []


def no_annotation():
    @dataclass
    class Q:
        a = field()


def two_defaults():
    field(default=1, default_factory=int)


def order_without_eq():
    @dataclass(order=True, eq=False)
    class Q:
        a: int


def own_comparison():
    @dataclass(order=True)
    class Q:
        a: int

        def __lt__(self, other):
            return True


def keyword_only_twice():
    @dataclass
    class Q:
        _: KW_ONLY
        a: int
        __: KW_ONLY


for body in (order_of_defaults, mutable_default, no_annotation, two_defaults, order_without_eq, own_comparison,
             keyword_only_twice):
    attempt(body)
