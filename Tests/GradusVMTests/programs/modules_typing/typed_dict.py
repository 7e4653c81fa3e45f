from typing import NotRequired, TypedDict


class Movie(TypedDict):
    name: str
    year: int


class Rated(Movie, total=False):
    stars: int


print(Movie(name="x", year=1), type(Movie(name="x", year=1)), Movie.__annotations__, Movie.__total__)
print(sorted(Rated.__required_keys__), sorted(Rated.__optional_keys__), Rated.__total__)
Made = TypedDict("Made", {"a": int, "b": NotRequired[str]})
print(Made.__annotations__, Made.__required_keys__, Made(a=1))
try:
    isinstance({}, Movie)
except TypeError as error:
    print(error)
