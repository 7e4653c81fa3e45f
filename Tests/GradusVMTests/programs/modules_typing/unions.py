from typing import Any, Callable, ClassVar, Dict, Final, List, Literal, Optional, Tuple, TypeVar, Union, get_args, get_origin

T = TypeVar('T')


def show(make):
    try:
        print(make())
    except Exception as error:
        print(type(error).__name__, error)


show(lambda: Union[int, int])
show(lambda: Union[int, Union[str, None]])
show(lambda: Optional[Optional[int]])
show(lambda: int | List[int])
show(lambda: List[int] | None)
show(lambda: Union[int, str] == Union[str, int])
show(lambda: Union[int, str][int])
show(lambda: isinstance(1, Union[int, str]))
show(lambda: Union[()])
