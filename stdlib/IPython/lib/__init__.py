"""Parts of IPython that programs name."""
