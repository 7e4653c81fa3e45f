"""Toolkits beside matplotlib."""
