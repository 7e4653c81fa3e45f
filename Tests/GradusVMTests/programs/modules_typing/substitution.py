from typing import Any, Callable, ClassVar, Dict, Final, List, Literal, Optional, Tuple, TypeVar, Union, get_args, get_origin

T = TypeVar('T')


def show(make):
    try:
        print(make())
    except Exception as error:
        print(type(error).__name__, error)


show(lambda: List[T][int])
show(lambda: Dict[str, T][int])
show(lambda: Callable[[T], T][int])
show(lambda: list[T][int])
show(lambda: dict[str, T].__parameters__)
show(lambda: Optional[T][str])
show(lambda: List[int][str])
show(lambda: Dict[T, T].__parameters__)
