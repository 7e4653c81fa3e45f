"""torch.profiler: contexts that take times of blocks; single operations are not told apart here."""

import time as _time
from enum import Enum as _Enum

from torch.autograd.profiler import profile as _BlockProfile
from torch.autograd.profiler import record_function  # noqa: F401

__all__ = [
    "profile", "schedule", "supported_activities", "tensorboard_trace_handler", "ProfilerAction", "ProfilerActivity",
    "record_function",
]


class ProfilerActivity(_Enum):
    """What is measured."""

    CPU = 0
    CUDA = 1
    XPU = 2


class ProfilerAction(_Enum):
    """What happens at a step."""

    NONE = 0
    WARMUP = 1
    RECORD = 2
    RECORD_AND_SAVE = 3


def supported_activities():
    return {ProfilerActivity.CPU}


def schedule(*, wait, warmup, active, repeat=0, skip_first=0, skip_first_wait=0):
    """A function from the step's number to what happens then: skip, wait, warm up, record, again and again."""

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
    """A handler that writes nothing: there are no operations to show."""

    def handler(profiler):
        return None

    return handler


class profile(_BlockProfile):
    """Takes the time of a block, in steps where there is a schedule."""

    def __init__(
        self, *, activities=None, schedule=None, on_trace_ready=None, record_shapes=False, profile_memory=False,
        with_stack=False, with_flops=False, with_modules=False, experimental_config=None, execution_trace_observer=None,
        acc_events=False, use_cuda=None, custom_trace_id_callback=None, post_processing_timeout_s=None,
    ):
        super().__init__()
        self.schedule = schedule
        self.on_trace_ready = on_trace_ready
        self.step_num = 0

    def start(self):
        self.__enter__()

    def stop(self):
        self.__exit__(None, None, None)

    def step(self):
        before = self.schedule(self.step_num) if self.schedule else None
        self.step_num += 1
        if before == ProfilerAction.RECORD_AND_SAVE and self.on_trace_ready is not None:
            self.self_cpu_time_total = (_time.perf_counter() - self._start) * 1e6
            self.on_trace_ready(self)

    def __exit__(self, *args):
        super().__exit__(*args)
        if self.schedule is None and self.on_trace_ready is not None:
            self.on_trace_ready(self)
        return False

    def events(self):
        return self.function_events
