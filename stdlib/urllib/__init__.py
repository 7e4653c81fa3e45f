"""Addresses of the web. Only `urllib.parse` is here: Gradus opens no addresses for scripts."""
