from typing import Any, Callable, ClassVar, Dict, Final, List, Literal, Optional, Tuple, TypeVar, Union, get_args, get_origin

T = TypeVar('T')


def show(make):
    try:
        print(make())
    except Exception as error:
        print(type(error).__name__, error)


show(lambda: List[int, str])
show(lambda: Dict[int])
show(lambda: Any())
show(lambda: List())
show(lambda: isinstance([], List[int]))
show(lambda: isinstance(1, Any))
show(lambda: TypeVar('X', int))
show(lambda: TypeVar('X', covariant=True, contravariant=True))
show(lambda: Literal[1]())
show(lambda: Union())
