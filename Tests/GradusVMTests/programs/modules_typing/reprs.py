from typing import Any, Callable, ClassVar, Dict, Final, List, Literal, Optional, Tuple, TypeVar, Union, get_args, get_origin

T = TypeVar('T')


def show(make):
    try:
        print(make())
    except Exception as error:
        print(type(error).__name__, error)


show(lambda: List[int])
show(lambda: Dict[str, List[int]])
show(lambda: Optional[int])
show(lambda: Union[int, str, None])
show(lambda: Callable[[int, str], bool])
show(lambda: Callable[..., Any])
show(lambda: Tuple[int, ...])
show(lambda: Tuple[()])
show(lambda: Literal[1, 'a', None])
show(lambda: ClassVar[int])
show(lambda: List['Node'])
show(lambda: List[T])
show(lambda: Any)
show(lambda: Final)
