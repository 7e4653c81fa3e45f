"""Values laid out over lines."""

from _pretty import PrettyPrinter, pprint, pretty

__all__ = ["pretty", "pprint", "PrettyPrinter"]
