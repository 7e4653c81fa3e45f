"""torch.profiler: takes a block's time; operations are not told apart."""

import enum

from torch.autograd.profiler import profile as _profile
from torch.autograd.profiler import record_function  # noqa: F401

__all__ = ["ProfilerAction", "ProfilerActivity", "profile", "record_function", "schedule", "tensorboard_trace_handler"]


class ProfilerActivity(enum.Enum):
    CPU = 0
    XPU = 1
    CUDA = 3


class ProfilerAction(enum.Enum):
    NONE = 0
    WARMUP = 1
    RECORD = 2
    RECORD_AND_SAVE = 3


def schedule(*, wait, warmup, active, repeat=0, skip_first=0, skip_first_wait=0, acc_events=False):
    """What to do in each step of a loop."""
    def action(step):
        if step < skip_first:
            return ProfilerAction.NONE
        step -= skip_first
        length = wait + warmup + active
        if repeat > 0 and step // length >= repeat:
            return ProfilerAction.NONE
        place = step % length
        if place < wait:
            return ProfilerAction.NONE
        if place < wait + warmup:
            return ProfilerAction.WARMUP
        return ProfilerAction.RECORD if place < length - 1 else ProfilerAction.RECORD_AND_SAVE
    return action


def tensorboard_trace_handler(dir_name, worker_name=None, use_gzip=False):
    """Does nothing with a profile: it has no trace."""
    return lambda prof: None


class profile(_profile):
    def __init__(self, *, activities=None, schedule=None, on_trace_ready=None, **settings):
        super().__init__()
        self.on_trace_ready = on_trace_ready
        self.schedule = schedule
        self.step_num = 0

    def start(self):
        self.__enter__()

    def stop(self):
        self.__exit__(None, None, None)

    def step(self):
        if self.schedule is not None and self.on_trace_ready is not None:
            if self.schedule(self.step_num) == ProfilerAction.RECORD_AND_SAVE:
                self.on_trace_ready(self)
        self.step_num += 1

    def export_chrome_trace(self, path):
        raise NotImplementedError("Gradus has no traces; gradus run --profile shows operations, layers and lines")
