"""torch.hub: files of weights, kept in a folder; nothing is run that was downloaded."""

import os
from urllib.parse import urlparse

import torch

__all__ = ["download_url_to_file", "get_dir", "list", "load", "load_state_dict_from_url", "set_dir"]

_folder = None


def get_dir():
    """The folder of the files: $TORCH_HOME/hub, else ~/.cache/torch/hub."""
    if _folder is not None:
        return _folder
    cache = os.environ.get("XDG_CACHE_HOME", "~/.cache")
    return os.path.join(os.path.expanduser(os.environ.get("TORCH_HOME", os.path.join(cache, "torch"))), "hub")


def set_dir(d):
    global _folder
    _folder = os.path.expanduser(d)


def download_url_to_file(url, dst, hash_prefix=None, progress=True):
    """Downloads a file."""
    from torchvision.datasets.utils import download_url
    folder, name = os.path.split(os.path.abspath(os.path.expanduser(dst)))
    download_url(url, folder, name)


def load_state_dict_from_url(url, model_dir=None, map_location=None, progress=True, check_hash=False, file_name=None,
                             weights_only=False):
    """Weights from a file, which is downloaded unless it is in the folder already."""
    model_dir = os.path.join(get_dir(), "checkpoints") if model_dir is None else os.path.expanduser(model_dir)
    os.makedirs(model_dir, exist_ok=True)
    path = os.path.join(model_dir, file_name or os.path.basename(urlparse(url).path))
    if not os.path.exists(path):
        print(f'Downloading: "{url}" to {path}')
        download_url_to_file(url, path)
    return torch.load(path, map_location=map_location, weights_only=weights_only)


def load(repo_or_dir, model, *args, **kwargs):
    raise NotImplementedError(f"Gradus loads no programs from other places: torch.hub.load({repo_or_dir!r}, …)")


def list(github, force_reload=False, skip_validation=False, trust_repo=None, verbose=True):
    raise NotImplementedError(f"Gradus loads no programs from other places: torch.hub.list({github!r})")
