"""SummaryWriter: numbers, pictures, texts and distributions in files that TensorBoard shows."""

import datetime
import io
import os
import re
import time
import warnings

import numpy as np
import torch

from torch.utils.tensorboard import _events

__all__ = ["FileWriter", "SummaryWriter"]

_count = 0


def _array(value):
    if isinstance(value, torch.Tensor):
        return value.detach().cpu().numpy()
    return np.asarray(value)


def _number(value):
    array = _array(value)
    if array.size != 1:
        raise AssertionError("scalar should be 0D")
    return float(array.reshape(-1)[0])


def _clean(tag):
    """Tags are paths of letters, digits and a few signs."""
    return re.sub(r"[^-/\w\.]", "_", tag).lstrip("/")


class FileWriter:
    """Appends events to one file."""

    def __init__(self, log_dir, max_queue=10, flush_secs=120, filename_suffix=""):
        global _count
        self._log_dir = str(log_dir)
        os.makedirs(self._log_dir, exist_ok=True)
        name = f"events.out.tfevents.{int(time.time()):010d}.{_host()}.{os.getpid()}.{_count}{filename_suffix}"
        _count += 1
        self._file = open(os.path.join(self._log_dir, name), "wb")
        self._write(_events.event(time.time(), version="brain.Event:2"))
        self.flush()

    def get_logdir(self):
        return self._log_dir

    def _write(self, message):
        self._file.write(_events.record(message))

    def add_values(self, values, step=None, walltime=None):
        if self._file.closed:
            self.reopen()
        self._write(_events.event(time.time() if walltime is None else walltime,
                                  None if step is None else int(step), values=values))

    def flush(self):
        if not self._file.closed:
            self._file.flush()

    def close(self):
        if not self._file.closed:
            self._file.close()

    def reopen(self):
        if self._file.closed:
            self._file = open(self._file.name, "ab")


def _host():
    return os.uname().nodename if hasattr(os, "uname") else "localhost"


def _bins():
    """Limits of the buckets, each a tenth greater than the one before, for both signs."""
    limits, value = [], 1e-12
    while value < 1e20:
        limits.append(value)
        value *= 1.1
    return [-limit for limit in reversed(limits)] + [0.0] + limits


class SummaryWriter:
    """Writes what a training run tells about itself into `log_dir`; without one, into a new folder in `runs`."""

    def __init__(self, log_dir=None, comment="", purge_step=None, max_queue=10, flush_secs=120, filename_suffix=""):
        if not log_dir:
            now = datetime.datetime.now().strftime("%b%d_%H-%M-%S")
            log_dir = os.path.join("runs", now + "_" + _host() + comment)
        self.log_dir = log_dir
        self.purge_step = purge_step
        self.max_queue = max_queue
        self.flush_secs = flush_secs
        self.filename_suffix = filename_suffix
        self.file_writer = self.all_writers = None
        self._get_file_writer()

    def _make(self, log_dir):
        return FileWriter(log_dir, self.max_queue, self.flush_secs, self.filename_suffix)

    def _get_file_writer(self):
        if self.file_writer is None:
            self.file_writer = self._make(self.log_dir)
            self.all_writers = {self.file_writer.get_logdir(): self.file_writer}
        return self.file_writer

    def get_logdir(self):
        return self.log_dir

    def _add(self, values, step, walltime=None):
        self._get_file_writer().add_values(values, step, walltime)

    def add_scalar(self, tag, scalar_value, global_step=None, walltime=None, new_style=False, double_precision=False):
        """One number of a curve."""
        self._add([_events.scalar(_clean(tag), _number(scalar_value))], global_step, walltime)

    def add_scalars(self, main_tag, tag_scalar_dict, global_step=None, walltime=None):
        """Numbers of several curves in one diagram: each has a folder of its own."""
        for tag, value in tag_scalar_dict.items():
            folder = str(self._get_file_writer().get_logdir()) + "/" + main_tag.replace("/", "_") + "_" + tag
            if folder not in self.all_writers:
                self.all_writers[folder] = self._make(folder)
            self.all_writers[folder].add_values([_events.scalar(_clean(main_tag), _number(value))], global_step,
                                                walltime)

    def add_histogram(self, tag, values, global_step=None, bins="tensorflow", walltime=None, max_bins=None):
        """How values are distributed."""
        values = _array(values).astype(np.float64).reshape(-1)
        if values.size == 0:
            raise ValueError("The input has no element.")
        edges = np.asarray(_bins()) if isinstance(bins, str) and bins == "tensorflow" else bins
        counts, limits = np.histogram(values, bins=edges)
        counts = [float(count) for count in counts]
        limits = [float(limit) for limit in limits]
        used = [i for i, count in enumerate(counts) if count > 0]
        if not used:
            raise ValueError("The histogram is empty, please file a bug report.")
        first, last = used[0], used[-1]
        # A bucket without values stands before the first, because buckets are told by their upper limits.
        counts, limits = [0.0] + counts[first:last + 1], limits[first:last + 2]
        self._add([_events.histogram(_clean(tag), float(values.min()), float(values.max()), len(values),
                                     float(values.sum()), float(values.dot(values)), limits, counts)],
                  global_step, walltime)

    def add_image(self, tag, img_tensor, global_step=None, walltime=None, dataformats="CHW"):
        """One picture; floats are from 0 to 1."""
        self._picture(tag, _array(img_tensor), global_step, walltime, dataformats)

    def add_images(self, tag, img_tensor, global_step=None, walltime=None, dataformats="NCHW"):
        """A batch of pictures as one, eight in a row."""
        pictures = np.transpose(_array(img_tensor), [dataformats.upper().index(axis) for axis in "NHWC"])
        columns = min(len(pictures), 8)
        rows = -(-len(pictures) // columns)
        height, width, channels = pictures.shape[1:]
        sheet = np.zeros((rows * height, columns * width, channels), dtype=pictures.dtype)
        for i, picture in enumerate(pictures):
            row, column = divmod(i, columns)
            sheet[row * height:(row + 1) * height, column * width:(column + 1) * width] = picture
        self._picture(tag, sheet, global_step, walltime, "HWC")

    def add_image_with_boxes(self, tag, img_tensor, box_tensor, global_step=None, walltime=None, rescale=1,
                             dataformats="CHW", labels=None):
        """A picture with rectangles (x1, y1, x2, y2)."""
        from torchvision.utils import draw_bounding_boxes
        picture = np.transpose(_array(img_tensor), [dataformats.upper().index(axis) for axis in "CHW"])
        if picture.dtype != np.uint8:
            picture = (picture * 255).clip(0, 255).astype(np.uint8)
        drawn = draw_bounding_boxes(torch.from_numpy(picture.copy()), torch.as_tensor(_array(box_tensor)),
                                    labels=labels, colors="red")
        self.add_image(tag, drawn, global_step, walltime)

    def _picture(self, tag, array, step, walltime, dataformats):
        from PIL import Image
        dataformats = dataformats.upper()
        if len(array.shape) != len(dataformats):
            raise AssertionError("size of input tensor and input format are different. "
                                 f"        tensor shape: {array.shape}, input_format: {dataformats}")
        if "C" not in dataformats:
            array = array[..., None]
            dataformats += "C"
        array = np.transpose(array, [dataformats.index(axis) for axis in "HWC"])
        if array.dtype != np.uint8:
            array = (array.astype(np.float32) * 255.0).clip(0, 255).astype(np.uint8)
        if array.shape[2] == 1:
            array = np.concatenate([array] * 3, axis=2)
        height, width, channels = array.shape
        buffer = io.BytesIO()
        Image.fromarray(np.ascontiguousarray(array)).save(buffer, format="PNG")
        self._add([_events.image(_clean(tag), height, width, channels, buffer.getvalue())], step, walltime)

    def add_figure(self, tag, figure, global_step=None, close=True, walltime=None):
        """A figure of matplotlib, or a list of them."""
        import matplotlib.pyplot as plt
        from PIL import Image
        for one in figure if isinstance(figure, list) else [figure]:
            buffer = io.BytesIO()
            one.savefig(buffer, format="png")
            picture = Image.open(io.BytesIO(buffer.getvalue()))
            self._add([_events.image(_clean(tag), picture.height, picture.width, 4, buffer.getvalue())], global_step,
                      walltime)
            if close:
                plt.close(one)

    def add_text(self, tag, text_string, global_step=None, walltime=None):
        """A text, shown as Markdown."""
        self._add([_events.plain_text(_clean(tag) + "/text_summary", text_string)], global_step, walltime)

    def add_hparams(self, hparam_dict, metric_dict, hparam_domain_discrete=None, run_name=None, global_step=None):
        """A run's settings, as a table, and what came of them, as scalars, in a folder of their own."""
        if type(hparam_dict) is not dict or type(metric_dict) is not dict:
            raise TypeError("hparam_dict and metric_dict should be dictionary.")
        folder = os.path.join(str(self._get_file_writer().get_logdir()), run_name or str(time.time()))
        table = "| name | value |\n|---|---|\n" + "\n".join(f"| {k} | {v} |" for k, v in hparam_dict.items())
        with SummaryWriter(log_dir=folder) as inner:
            inner.add_text("hparams", table, global_step)
            for name, value in metric_dict.items():
                inner.add_scalar(name, value, global_step)

    def _leave_out(self, what):
        warnings.warn(f"Gradus writes no {what} for TensorBoard", stacklevel=3)

    def add_graph(self, model, input_to_model=None, verbose=False, use_strict_trace=True):
        """Not written: there is no graph to show."""
        self._leave_out("graphs")

    def add_embedding(self, mat, metadata=None, label_img=None, global_step=None, tag="default", metadata_header=None):
        """Not written."""
        self._leave_out("embeddings")

    def add_pr_curve(self, tag, labels, predictions, global_step=None, num_thresholds=127, weights=None, walltime=None):
        """Not written."""
        self._leave_out("precision-recall curves")

    def add_audio(self, tag, snd_tensor, global_step=None, sample_rate=44100, walltime=None):
        """Not written."""
        self._leave_out("sounds")

    def add_video(self, tag, vid_tensor, global_step=None, fps=4, walltime=None):
        """Not written."""
        self._leave_out("videos")

    def add_custom_scalars(self, layout):
        """Not written: curves stand in their own diagrams."""
        self._leave_out("layouts")

    def flush(self):
        for writer in (self.all_writers or {}).values():
            writer.flush()

    def close(self):
        for writer in (self.all_writers or {}).values():
            writer.flush()
            writer.close()
        self.file_writer = self.all_writers = None

    def __enter__(self):
        return self

    def __exit__(self, exc_type, exc_val, exc_tb):
        self.close()
