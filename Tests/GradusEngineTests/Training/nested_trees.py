# Nested containers as trees.
from collections import OrderedDict, defaultdict, deque, namedtuple

import torch
from torch.utils import _pytree as pytree
from torch.utils._pytree import tree_flatten, tree_map, tree_unflatten

Point = namedtuple("Point", "x y")
tree = {"a": [1, (2, 3)], "b": OrderedDict(c=4), "p": Point(5, [6]), "d": deque([7, 8]), "n": None, "e": [], "f": defaultdict(list, k=9)}
leaves, spec = tree_flatten(tree)
print(leaves, spec.num_leaves, spec.num_children)
print(tree_unflatten([x if x is None else x * 10 for x in leaves], spec))
print(spec == tree_flatten(tree)[1], spec == tree_flatten([1])[1], tree_flatten(3)[1].is_leaf())
print(tree_map(lambda x, y: (x, y), [1, {"k": 2}], [3, {"k": [4, 5]}]))
print(pytree.tree_map_only(int, lambda x: -x, [1, "s", (2.5, 3)]), pytree.tree_leaves([1, [2, None]]), pytree.tree_any(lambda x: x == 2, [1, [2]]))
print(pytree.tree_all(lambda x: x > 0, {"a": 1, "b": [0]}), pytree.tree_all_only(int, lambda x: x > 1, [2, "z"]), list(pytree.tree_iter(((1,), 2))))
print(tree_map(torch.sum, {"w": torch.ones(2, 2), "b": [torch.arange(3.)]}))
print(pytree.tree_map(lambda x: x + 1, [1, [2]], is_leaf=lambda x: isinstance(x, int)), pytree.tree_structure([1, 2]).num_leaves)
for call in (lambda: tree_unflatten([1], spec), lambda: tree_unflatten([1], "no"), lambda: tree_map(lambda x, y: x, [1], (1,)), lambda: tree_map(lambda x, y: x, [1], [1, 2])):
    try:
        print(call())
    except (ValueError, TypeError) as error:
        print(type(error).__name__)


class Pair:
    def __init__(self, a, b):
        self.a, self.b = a, b


pytree.register_pytree_node(Pair, lambda p: ([p.a, p.b], None), lambda children, context: Pair(*children))
pair = tree_map(lambda x: x + 1, [Pair(1, 2)])[0]
print(pair.a, pair.b, pytree.tree_leaves(Pair([1], {"k": 2})))
