"""Where older programs look for parameters as vectors."""

from torch.nn.utils import parameters_to_vector, vector_to_parameters  # noqa: F401
