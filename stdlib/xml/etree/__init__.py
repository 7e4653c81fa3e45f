"""XML as a tree of elements."""
