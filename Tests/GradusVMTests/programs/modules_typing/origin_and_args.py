from typing import Any, Callable, ClassVar, Dict, Final, List, Literal, Optional, Tuple, TypeVar, Union, get_args, get_origin

T = TypeVar('T')


def show(make):
    try:
        print(make())
    except Exception as error:
        print(type(error).__name__, error)


show(lambda: get_origin(List[int]))
show(lambda: get_args(Dict[str, int]))
show(lambda: get_args(Callable[[int], str]))
show(lambda: get_args(Callable[..., int]))
show(lambda: get_origin(Union[int, str]))
show(lambda: get_args(Optional[int]))
show(lambda: get_origin(list[int]))
show(lambda: get_args(int | str))
show(lambda: get_origin(int))
show(lambda: get_args(Literal['a', 'b']))
