"""Parts of IPython that notebooks name."""
