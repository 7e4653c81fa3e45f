# Nobody talks to a script: it has no prompts.
import sys

print(hasattr(sys, "ps1"), hasattr(sys, "ps2"))
