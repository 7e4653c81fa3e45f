"""Running functions at the same time: see `concurrent.futures`."""
