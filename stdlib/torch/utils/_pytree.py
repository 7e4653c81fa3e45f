"""Nested containers as trees of leaves: taken apart, put together again, mapped."""

import collections
import functools

__all__ = ["PyTree", "FlattenFunc", "UnflattenFunc", "TreeSpec", "LeafSpec", "register_pytree_node", "tree_flatten",
           "tree_unflatten", "tree_iter", "tree_leaves", "tree_structure", "tree_map", "tree_map_", "tree_map_only",
           "tree_map_only_", "tree_all", "tree_any", "tree_all_only", "tree_any_only", "tree_is_leaf"]

PyTree = FlattenFunc = UnflattenFunc = object


class _Node:
    """How one type of container is taken apart into (children, context) and made of them again."""

    def __init__(self, flatten, unflatten):
        self.flatten = flatten
        self.unflatten = unflatten


def _dict_parts(tree):
    return list(tree.values()), list(tree.keys())


_NODES = {
    list: _Node(lambda tree: (list(tree), None), lambda children, context: list(children)),
    tuple: _Node(lambda tree: (list(tree), None), lambda children, context: tuple(children)),
    dict: _Node(_dict_parts, lambda children, keys: dict(zip(keys, children))),
    collections.OrderedDict: _Node(
        _dict_parts, lambda children, keys: collections.OrderedDict(zip(keys, children))),
    collections.defaultdict: _Node(
        lambda tree: (list(tree.values()), [tree.default_factory, list(tree.keys())]),
        lambda children, context: collections.defaultdict(context[0], zip(context[1], children))),
    collections.deque: _Node(
        lambda tree: (list(tree), tree.maxlen),
        lambda children, length: collections.deque(children, maxlen=length)),
}
_NAMED = _Node(lambda tree: (list(tree), type(tree)), lambda children, kind: kind(*children))


def _kind(tree):
    """The type under which a container is known; None for a leaf."""
    kind = type(tree)
    if kind in _NODES:
        return kind
    if isinstance(tree, tuple) and hasattr(kind, "_fields"):
        return "namedtuple"
    return None


def _node(kind):
    return _NAMED if kind == "namedtuple" else _NODES[kind]


def register_pytree_node(cls, flatten_fn, unflatten_fn, **more):
    """Makes a class known: flatten_fn(object) gives (children, context), unflatten_fn(children, context) an object."""
    if cls in _NODES:
        raise ValueError(f"{cls} is already registered as pytree node.")
    _NODES[cls] = _Node(flatten_fn, unflatten_fn)


_register_pytree_node = register_pytree_node


class TreeSpec:
    """What is left of a tree without its leaves."""

    def __init__(self, type, context, children_specs):
        self.type = type
        self.context = context
        self.children_specs = children_specs
        self.num_leaves = sum(child.num_leaves for child in children_specs)
        self.num_children = len(children_specs)

    def is_leaf(self):
        return False

    def children(self):
        return list(self.children_specs)

    def child(self, index):
        return self.children_specs[index]

    def unflatten(self, leaves):
        return tree_unflatten(leaves, self)

    def flatten_up_to(self, tree):
        """The parts of a tree at the places of the leaves."""
        if _kind(tree) != self.type:
            raise ValueError(f"Node type mismatch; expected {self.type}, but got {type(tree)}.")
        children, context = _node(self.type).flatten(tree)
        if len(children) != self.num_children or context != self.context:
            raise ValueError(f"Node context or arity mismatch; expected {self.num_children}, but got {len(children)}.")
        return [part for spec, child in zip(self.children_specs, children) for part in spec.flatten_up_to(child)]

    def __eq__(self, other):
        if not isinstance(other, TreeSpec):
            return NotImplemented
        return (self.type, self.context, self.children_specs) == (other.type, other.context, other.children_specs)

    def __hash__(self):
        return hash((self.type, str(self.context), tuple(self.children_specs)))

    def __repr__(self):
        name = self.type if isinstance(self.type, str) else self.type.__name__
        children = ",\n  ".join(repr(child).replace("\n", "\n  ") for child in self.children_specs)
        return f"TreeSpec({name}, {self.context}, [{children}])"


class LeafSpec(TreeSpec):
    """The place of one leaf."""

    def __init__(self):
        super().__init__(None, None, [])
        self.num_leaves = 1

    def is_leaf(self):
        return True

    def flatten_up_to(self, tree):
        return [tree]

    def __repr__(self):
        return "*"


_LEAF = LeafSpec()


def tree_is_leaf(tree, is_leaf=None):
    """Whether a value is none of the known containers."""
    return _kind(tree) is None or (is_leaf is not None and is_leaf(tree))


def _flatten(tree, leaves, is_leaf):
    if tree_is_leaf(tree, is_leaf):
        leaves.append(tree)
        return _LEAF
    kind = _kind(tree)
    children, context = _node(kind).flatten(tree)
    return TreeSpec(kind, context, [_flatten(child, leaves, is_leaf) for child in children])


def tree_flatten(tree, is_leaf=None):
    """(leaves, spec) of a tree."""
    leaves = []
    spec = _flatten(tree, leaves, is_leaf)
    return leaves, spec


def tree_unflatten(leaves, treespec):
    """The tree of this form with these leaves."""
    if not isinstance(treespec, TreeSpec):
        raise TypeError(
            f"tree_unflatten(leaves, treespec): Expected `treespec` to be instance of TreeSpec but got item of type "
            f"{type(treespec)}.")
    leaves = list(leaves)
    if len(leaves) != treespec.num_leaves:
        raise ValueError(
            f"tree_unflatten(leaves, treespec): `leaves` has length {len(leaves)} but the spec refers to a pytree that "
            f"holds {treespec.num_leaves} items ({treespec}).")
    remaining = iter(leaves)

    def build(spec):
        if spec.is_leaf():
            return next(remaining)
        return _node(spec.type).unflatten([build(child) for child in spec.children_specs], spec.context)

    return build(treespec)


def tree_leaves(tree, is_leaf=None):
    """The leaves of a tree."""
    return tree_flatten(tree, is_leaf)[0]


def tree_iter(tree, is_leaf=None):
    """The leaves of a tree, one after the other."""
    yield from tree_leaves(tree, is_leaf)


def tree_structure(tree, is_leaf=None):
    """The form of a tree."""
    return tree_flatten(tree, is_leaf)[1]


def tree_map(func, tree, *rests, is_leaf=None):
    """The tree of func(leaf, …), with the parts of the other trees at the same places."""
    leaves, spec = tree_flatten(tree, is_leaf)
    columns = [leaves] + [spec.flatten_up_to(rest) for rest in rests]
    return tree_unflatten([func(*row) for row in zip(*columns)], spec)


def tree_map_(func, tree, *rests, is_leaf=None):
    """Calls func(leaf, …) for what it does to the leaves, and gives the tree itself."""
    tree_map(func, tree, *rests, is_leaf=is_leaf)
    return tree


def _matches(kind):
    return kind if callable(kind) and not isinstance(kind, type) else lambda x: isinstance(x, kind)


def tree_map_only(type_or_types_or_pred, func, tree, is_leaf=None):
    """The same for the leaves of some types; the others stay."""
    matches = _matches(type_or_types_or_pred)
    return tree_map(lambda leaf: func(leaf) if matches(leaf) else leaf, tree, is_leaf=is_leaf)


def tree_map_only_(type_or_types_or_pred, func, tree, is_leaf=None):
    tree_map_only(type_or_types_or_pred, func, tree, is_leaf)
    return tree


def tree_all(pred, tree, is_leaf=None):
    """Whether pred holds for all leaves."""
    return all(map(pred, tree_iter(tree, is_leaf)))


def tree_any(pred, tree, is_leaf=None):
    """Whether pred holds for one of the leaves."""
    return any(map(pred, tree_iter(tree, is_leaf)))


def tree_all_only(type_or_types, pred, tree, is_leaf=None):
    return all(pred(leaf) for leaf in tree_iter(tree, is_leaf) if isinstance(leaf, type_or_types))


def tree_any_only(type_or_types, pred, tree, is_leaf=None):
    return any(pred(leaf) for leaf in tree_iter(tree, is_leaf) if isinstance(leaf, type_or_types))


def map_only(type_or_types_or_pred):
    """A decorator: the function is for leaves of some types, others stay."""
    matches = _matches(type_or_types_or_pred)

    def decorate(func):
        @functools.wraps(func)
        def wrapper(leaf):
            return func(leaf) if matches(leaf) else leaf

        return wrapper

    return decorate
