"""Files for TensorBoard, which shows how a training run goes."""

from torch.utils.tensorboard.writer import FileWriter, SummaryWriter  # noqa: F401
