#!/usr/bin/env python3
"""Checks the Jupyter kernel with Jupyter's own client and its conformance tests.

    jupyter_check.py GRADUS [unittest options …]

Needs the packages jupyter_client and jupyter_kernel_test. Everything is installed into a temporary folder.
"""

import json
import os
import signal
import subprocess
import sys
import tempfile
import time
import unittest

import jupyter_kernel_test
import zmq
from jupyter_client.blocking import BlockingKernelClient
from jupyter_client.manager import start_new_kernel
from jupyter_client.session import Session

TIMEOUT = 20


class ConformanceTests(jupyter_kernel_test.KernelTests):
    """jupyter_kernel_test with all of its samples set."""

    kernel_name = "gradus"
    language_name = "gradus"
    file_extension = ".py"
    code_hello_world = "print('hello, world')"
    code_stderr = "import sys; print('oh', file=sys.stderr)"
    completion_samples = [
        {"text": "zi", "matches": {"zip"}},
        {"text": "'한글'.isal", "matches": {"isalnum", "isalpha"}},
        {"text": "import tor", "matches": {"torch", "torchvision"}},
        {"text": "%timei", "matches": {"timeit"}},
    ]
    complete_code_samples = ["1", "print('hello, world')", "def f(x):\n  return x*2\n\n\n", "%time 1", "x?"]
    incomplete_code_samples = ["print('''hello", "def f(x):\n  x*2", "for i in range(3):", "(1,", "%%time"]
    invalid_code_samples = ["import = 7q", "a b c"]
    code_page_something = "zip?"
    code_generate_error = "raise ValueError('no')"
    code_execute_result = [
        {"code": "1+2+3", "result": "6"},
        {"code": "[n*n for n in range(1, 4)]", "result": "[1, 4, 9]"},
        {"code": "import torch\ntorch.arange(3.)", "result": "tensor([0., 1., 2.])"},
        {"code": "'한글'", "result": "'한글'"},
    ]
    code_display_data = [
        {"code": "from gradus import show; import torch\nshow(torch.rand(8, 8))", "mime": "image/png"},
        {"code": "import matplotlib.pyplot as plt\nplt.plot([1, 2])\nplt.show()", "mime": "image/png"},
        {"code": "import matplotlib.pyplot as plt\nplt.plot([1, 2]);", "mime": "image/png"},
        {"code": "from IPython.display import HTML, display\ndisplay(HTML('<b>x</b>'))", "mime": "text/html"},
    ]
    code_history_pattern = "1?2*"
    supported_history_operations = ("tail", "range", "search")
    code_inspect_sample = "zip"
    code_clear_output = "from IPython.display import clear_output\nclear_output()"


class WelcomeTests(jupyter_kernel_test.IopubWelcomeTests):
    kernel_name = "gradus"
    support_iopub_welcome = True


class KernelCase(unittest.TestCase):
    """A kernel of its own for each class."""

    @classmethod
    def setUpClass(cls):
        cls.km, cls.kc = start_new_kernel(kernel_name="gradus")

    @classmethod
    def tearDownClass(cls):
        cls.kc.stop_channels()
        cls.km.shutdown_kernel(now=True)

    def messages(self, msg_id, kc=None, timeout=TIMEOUT):
        """What is published about a request, up to its idle state."""
        found = []
        while True:
            message = (kc or self.kc).get_iopub_msg(timeout=timeout)
            if message["parent_header"].get("msg_id") != msg_id:
                continue
            if message["msg_type"] == "status" and message["content"]["execution_state"] == "idle":
                return found
            if message["msg_type"] not in ("status", "execute_input"):
                found.append(message)

    def run_cell(self, code, kc=None, **options):
        kc = kc or self.kc
        msg_id = kc.execute(code, **options)
        reply = kc.get_shell_msg(timeout=TIMEOUT)
        while reply["parent_header"].get("msg_id") != msg_id:
            reply = kc.get_shell_msg(timeout=TIMEOUT)
        return reply["content"], self.messages(msg_id, kc)

    def texts(self, messages, name="stdout"):
        return "".join(m["content"]["text"] for m in messages
                       if m["msg_type"] == "stream" and m["content"]["name"] == name)


class RequestTests(KernelCase):
    def test_order_of_outputs(self):
        code = "import sys\nprint('a')\nprint('b', file=sys.stderr)\nprint('c', end='')\n4"
        reply, messages = self.run_cell(code)
        kinds = [(m["msg_type"], m["content"].get("name")) for m in messages]
        self.assertEqual(kinds, [("stream", "stdout"), ("stream", "stderr"), ("stream", "stdout"),
                                 ("execute_result", None)])
        self.assertEqual(self.texts(messages), "a\nc")

    def test_text_is_joined(self):
        _, messages = self.run_cell("for i in range(10_000): print(i)")
        self.assertEqual(self.texts(messages), "".join(f"{i}\n" for i in range(10_000)))
        self.assertLess(len(messages), 100)

    def test_text_comes_while_the_cell_runs(self):
        msg_id = self.kc.execute("import time\nprint('now')\ntime.sleep(2)")
        start = time.monotonic()
        while True:
            message = self.kc.get_iopub_msg(timeout=TIMEOUT)
            if message["msg_type"] == "stream" and message["parent_header"].get("msg_id") == msg_id:
                break
        self.assertLess(time.monotonic() - start, 1)
        self.messages(msg_id)
        self.kc.get_shell_msg(timeout=TIMEOUT)

    def test_counts(self):
        first, _ = self.run_cell("1")
        aside, _ = self.run_cell("2", store_history=False)
        silent, messages = self.run_cell("print(3)\n3", silent=True)
        self.assertEqual(messages, [])
        then, _ = self.run_cell("4")
        self.assertEqual(then["execution_count"], first["execution_count"] + 1)
        failed, _ = self.run_cell("1/0")
        self.assertEqual(failed["execution_count"], first["execution_count"] + 2)

    def test_names_of_entries(self):
        reply, _ = self.run_cell("6 * 7")
        count = reply["execution_count"]
        _, messages = self.run_cell(f"_, Out[{count}], In[{count}], _{count}")
        self.assertEqual(messages[0]["content"]["data"]["text/plain"], "(42, 42, '6 * 7', 42)")

    def test_user_expressions(self):
        reply, _ = self.run_cell("x = 3", user_expressions={"good": "x + 1", "bad": "nothing"})
        good, bad = reply["user_expressions"]["good"], reply["user_expressions"]["bad"]
        self.assertEqual((good["status"], good["data"]["text/plain"]), ("ok", "4"))
        self.assertEqual((bad["status"], bad["ename"]), ("error", "NameError"))

    def test_queued_cells_are_aborted(self):
        ids = [self.kc.execute(code) for code in ["import time; time.sleep(0.3); 1/0", "print('no')", "print('no')"]]
        replies = {}
        while len(replies) < 3:
            reply = self.kc.get_shell_msg(timeout=TIMEOUT)
            replies[reply["parent_header"]["msg_id"]] = reply["content"]
        self.assertEqual([replies[i]["status"] for i in ids], ["error"] * 3)
        self.assertEqual(self.texts(self.messages(ids[2])), "")
        ids = [self.kc.execute("1/0", stop_on_error=False), self.kc.execute("print('yes')")]
        for _ in ids:
            reply = self.kc.get_shell_msg(timeout=TIMEOUT)
        self.assertEqual(reply["content"]["status"], "ok")
        self.assertEqual(self.texts(self.messages(ids[1])), "yes\n")

    def test_traceback(self):
        reply, messages = self.run_cell("def f(x):\n    return 1 / x\nf(0)")
        self.assertEqual((reply["ename"], reply["evalue"]), ("ZeroDivisionError", "division by zero"))
        text = "\n".join(reply["traceback"])
        self.assertIn(f'File "Cell In[{reply["execution_count"]}]", line 2, in f', text)
        self.assertEqual(messages[0]["content"]["traceback"], reply["traceback"])

    def test_lines_below_commands(self):
        reply, messages = self.run_cell("import torch\n%matplotlib inline\nprint('이')\n1/0")
        self.assertEqual(self.texts(messages), "이\n")
        self.assertIn("line 4", "\n".join(reply["traceback"]))

    def test_commands(self):
        reply, messages = self.run_cell("%who")
        self.assertEqual(reply["status"], "ok")
        self.assertEqual(messages[0]["msg_type"], "stream")
        reply, messages = self.run_cell("!echo 한글; echo bad >&2")
        self.assertEqual((self.texts(messages), self.texts(messages, "stderr")), ("한글\n", "bad\n"))
        reply, _ = self.run_cell("%nothing")
        self.assertEqual((reply["status"], reply["ename"]), ("error", "UsageError"))
        self.assertIn("there is no command %nothing", reply["evalue"])
        reply, messages = self.run_cell("%%time\nsum(range(100))")
        self.assertEqual(messages[-1]["content"]["data"]["text/plain"], "4950")
        reply, messages = self.run_cell("%edit 1")
        self.assertIn("terminal", reply["evalue"])

    def test_next_input(self):
        first, _ = self.run_cell("'again'")
        reply, _ = self.run_cell(f"%recall {first['execution_count']}")
        self.assertEqual(reply["payload"], [{"source": "set_next_input", "text": "'again'", "replace": False}])

    def test_help(self):
        reply, messages = self.run_cell("len?")
        self.assertEqual(messages, [])
        self.assertIn("Signature", reply["payload"][0]["data"]["text/plain"])
        reply, _ = self.run_cell("nothing_here?")
        self.assertEqual(reply["status"], "error")

    def test_places_are_code_points(self):
        code = "이름 = 'é😀'\n이름.upp"
        msg_id = self.kc.complete(code)
        content = self.kc.get_shell_msg(timeout=TIMEOUT)["content"]
        self.run_cell("이름 = 'é😀'")
        self.kc.complete(code)
        content = self.kc.get_shell_msg(timeout=TIMEOUT)["content"]
        self.assertEqual(content["matches"], ["upper"])
        self.assertEqual((content["cursor_start"], content["cursor_end"]), (len(code) - 3, len(code)))
        self.kc.inspect("len('é😀') + zip", 2)
        self.assertIn("len", self.kc.get_shell_msg(timeout=TIMEOUT)["content"]["data"]["text/plain"])

    def test_inspect_the_function_that_is_called(self):
        self.run_cell("import torch")
        self.kc.inspect("torch.zeros(2, 3", 15)
        content = self.kc.get_shell_msg(timeout=TIMEOUT)["content"]
        self.assertTrue(content["found"])
        self.assertIn("zeros", content["data"]["text/plain"])
        self.kc.inspect("nothing_at_all", 3)
        content = self.kc.get_shell_msg(timeout=TIMEOUT)["content"]
        self.assertEqual((content["status"], content["found"], content["data"]), ("ok", False, {}))

    def test_updates(self):
        code = "from IPython.display import display\nh = display('a', display_id='here')\nh.update('b')"
        _, messages = self.run_cell(code)
        self.assertEqual([m["msg_type"] for m in messages], ["display_data", "update_display_data"])
        for message in messages:
            self.assertEqual(message["content"]["transient"], {"display_id": "here"})
        self.assertEqual(messages[1]["content"]["data"]["text/plain"], "'b'")

    def test_results_in_several_forms(self):
        code = "class A:\n    def _repr_html_(self): return '<i>a</i>'\n    def __repr__(self): return 'A'\nA()"
        _, messages = self.run_cell(code)
        self.assertEqual(messages[0]["content"]["data"], {"text/plain": "A", "text/html": "<i>a</i>"})

    def test_progress(self):
        _, messages = self.run_cell("from tqdm import tqdm\nfor i in tqdm(range(3)): pass")
        self.assertIn("3/3", self.texts(messages, "stderr"))

    def test_comms(self):
        self.kc.comm_info()
        self.assertEqual(self.kc.get_shell_msg(timeout=TIMEOUT)["content"], {"status": "ok", "comms": {}})
        message = self.kc.session.msg("comm_open", {"comm_id": "1", "target_name": "none", "data": {}})
        self.kc.shell_channel.send(message)
        found = self.messages(message["header"]["msg_id"])
        self.assertEqual([m["msg_type"] for m in found], ["comm_close"])

    def test_exit_inside_a_program(self):
        reply, _ = self.run_cell("import sys\nsys.exit(3)")
        self.assertEqual((reply["status"], reply["ename"], reply["evalue"]), ("error", "SystemExit", "3"))
        reply, _ = self.run_cell("1")
        self.assertEqual(reply["status"], "ok")

    def test_strange_requests_are_survived(self):
        for content in [{}, {"code": 3}, {"code": "1", "user_expressions": 4, "silent": "x"}]:
            self.kc.shell_channel.send(self.kc.session.msg("execute_request", content))
            self.assertEqual(self.kc.get_shell_msg(timeout=TIMEOUT)["content"]["status"], "ok")
        for kind in ["complete_request", "inspect_request", "is_complete_request", "history_request"]:
            for content in [{}, {"code": "x", "cursor_pos": -5}, {"code": "한", "cursor_pos": 10**30}, {"n": -1}]:
                self.kc.shell_channel.send(self.kc.session.msg(kind, content))
                self.assertIn("status", self.kc.get_shell_msg(timeout=TIMEOUT)["content"])
        self.kc.shell_channel.send(self.kc.session.msg("nonsense_request", {}))
        self.assertEqual(self.run_cell("1")[0]["status"], "ok")

    def test_many_cells(self):
        start = time.monotonic()
        for number in range(300):
            reply, messages = self.run_cell(f"x = {number}\nx")
            self.assertEqual(messages[0]["content"]["data"]["text/plain"], str(number))
        self.assertLess(time.monotonic() - start, 20)


class QuestionTests(KernelCase):
    def answer(self, code, *answers, password=False):
        msg_id = self.kc.execute(code, allow_stdin=True)
        for answer in answers:
            question = self.kc.get_stdin_msg(timeout=TIMEOUT)
            self.assertEqual(question["msg_type"], "input_request")
            self.assertEqual(question["content"]["password"], password)
            self.kc.input(answer)
        reply = self.kc.get_shell_msg(timeout=TIMEOUT)["content"]
        return reply, self.messages(msg_id)

    def test_input(self):
        reply, messages = self.answer("a = input('이름? '); b = input(); a + b", "é", "😀")
        self.assertEqual(messages[-1]["content"]["data"]["text/plain"], "'é😀'")

    def test_password(self):
        _, messages = self.answer("import getpass; getpass.getpass()", "secret", password=True)
        self.assertEqual(messages[-1]["content"]["data"]["text/plain"], "'secret'")

    def test_nobody_to_ask(self):
        reply, _ = self.run_cell("input('?')", allow_stdin=False)
        self.assertEqual(reply["ename"], "EOFError")

    def test_interrupt_of_a_question(self):
        msg_id = self.kc.execute("input('?')", allow_stdin=True)
        self.kc.get_stdin_msg(timeout=TIMEOUT)
        self.km.interrupt_kernel()
        self.assertEqual(self.kc.get_shell_msg(timeout=TIMEOUT)["content"]["ename"], "KeyboardInterrupt")
        self.messages(msg_id)


class InterruptTests(KernelCase):
    codes = {
        "a loop": "while True: pass",
        "sleep": "import time; time.sleep(60)",
        "a long operation": "import torch\na = torch.rand(3000, 3000)\nwhile True: a = a @ a / 1000",
        "a command": "!sleep 60",
    }

    def interrupted(self, code, interrupt):
        msg_id = self.kc.execute(code)
        time.sleep(0.7)
        start = time.monotonic()
        interrupt()
        reply = self.kc.get_shell_msg(timeout=TIMEOUT)["content"]
        self.assertLess(time.monotonic() - start, 1)
        self.assertEqual(reply["status"], "error")
        self.messages(msg_id)
        return reply

    def test_signal(self):
        for name, code in self.codes.items():
            with self.subTest(name):
                reply = self.interrupted(code, self.km.interrupt_kernel)
                if not code.startswith("!"):
                    self.assertEqual(reply["ename"], "KeyboardInterrupt")
        self.assertEqual(self.run_cell("1")[0]["status"], "ok")

    def test_request(self):
        def ask():
            self.kc.control_channel.send(self.kc.session.msg("interrupt_request", {}))
            reply = self.kc.get_control_msg(timeout=TIMEOUT)
            self.assertEqual((reply["msg_type"], reply["content"]), ("interrupt_reply", {"status": "ok"}))
        for name, code in self.codes.items():
            with self.subTest(name):
                self.interrupted(code, ask)

    def test_idle(self):
        self.km.interrupt_kernel()
        time.sleep(0.2)
        self.assertEqual(self.run_cell("5")[0]["status"], "ok")

    def test_control_while_busy(self):
        msg_id = self.kc.execute("import time; time.sleep(1.5)")
        start = time.monotonic()
        self.kc.control_channel.send(self.kc.session.msg("kernel_info_request", {}))
        reply = self.kc.get_control_msg(timeout=TIMEOUT)
        self.assertEqual(reply["content"]["implementation"], "gradus")
        self.assertLess(time.monotonic() - start, 1)
        self.assertTrue(self.kc.hb_channel.is_beating())
        self.kc.get_shell_msg(timeout=TIMEOUT)
        self.messages(msg_id)


class ConnectionTests(KernelCase):
    def test_wrong_signature(self):
        other = Session(key=b"another key")
        context = zmq.Context()
        socket = context.socket(zmq.DEALER)
        socket.connect(f"tcp://127.0.0.1:{self.km.shell_port}")
        other.send(socket, "kernel_info_request", {})
        socket.send_multipart([b"<IDS|MSG>", b"", b"{", b"{}", b"{}", b"{}"])
        socket.send_multipart([b"nothing at all"])
        self.assertEqual(socket.poll(500), 0)
        socket.close(0)
        context.term()
        self.assertEqual(self.run_cell("1")[0]["status"], "ok")

    def test_parallel_clients(self):
        # Each has a name of its own, as programs of their own have.
        clients = [BlockingKernelClient(connection_file=self.km.connection_file) for _ in range(3)]
        for client in clients:
            client.load_connection_file()
            client.start_channels()
            client.wait_for_ready(timeout=TIMEOUT)
        ids = [(client, client.execute(f"{number} * 100")) for number, client in enumerate(clients)]
        for number, (client, msg_id) in enumerate(ids):
            self.assertEqual(client.get_shell_msg(timeout=TIMEOUT)["content"]["status"], "ok")
            data = self.messages(msg_id, client)[-1]["content"]["data"]
            self.assertEqual(data["text/plain"], str(number * 100))
        for client in clients:
            client.stop_channels()


class LifeTests(unittest.TestCase):
    def start(self):
        km, kc = start_new_kernel(kernel_name="gradus")
        self.addCleanup(lambda: km.is_alive() and km.shutdown_kernel(now=True))
        self.addCleanup(kc.stop_channels)
        return km, kc

    def run_cell(self, kc, code):
        return kc.execute_interactive(code, timeout=TIMEOUT, output_hook=lambda message: None)["content"]

    def test_shutdown(self):
        km, kc = self.start()
        process = km.provisioner.process
        kc.shutdown()
        self.assertEqual(process.wait(timeout=5), 0)

    def test_shutdown_of_a_busy_kernel(self):
        km, kc = self.start()
        process = km.provisioner.process
        kc.execute("while True:\n    try:\n        while True: pass\n    except KeyboardInterrupt: pass")
        time.sleep(0.5)
        kc.shutdown()
        self.assertEqual(process.wait(timeout=5), 0)

    def test_restart(self):
        km, kc = self.start()
        self.run_cell(kc, "x = 1")
        km.restart_kernel()
        kc.wait_for_ready(timeout=TIMEOUT)
        self.assertEqual(self.run_cell(kc, "x")["ename"], "NameError")

    def test_kill(self):
        km, kc = self.start()
        km.signal_kernel(signal.SIGKILL)
        time.sleep(0.5)
        self.assertFalse(km.is_alive())
        # Its successor would have the same name for the kernel, which knows clients by their names.
        kc.stop_channels()
        km.restart_kernel(now=True)
        kc = km.client()
        self.addCleanup(kc.stop_channels)
        kc.start_channels()
        kc.wait_for_ready(timeout=TIMEOUT)
        self.assertEqual(self.run_cell(kc, "1")["status"], "ok")

    def test_exit(self):
        km, kc = self.start()
        process = km.provisioner.process
        reply = self.run_cell(kc, "exit")
        self.assertEqual(reply["payload"], [{"source": "ask_exit", "keepkernel": False}])
        self.assertEqual(process.wait(timeout=5), 0)


def main():
    gradus, rest = os.path.realpath(sys.argv[1]), sys.argv[2:]
    with tempfile.TemporaryDirectory() as folder:
        os.environ["JUPYTER_DATA_DIR"] = folder + "/data"
        os.environ["JUPYTER_RUNTIME_DIR"] = folder + "/run"
        os.environ["JUPYTER_CONFIG_DIR"] = folder + "/config"
        os.environ["JUPYTER_PLATFORM_DIRS"] = "1"
        subprocess.run([gradus, "kernel", "install"], check=True, stdout=subprocess.DEVNULL)
        with open(folder + "/data/kernels/gradus/kernel.json") as file:
            assert json.load(file)["argv"][0] == gradus
        program = unittest.main(argv=[sys.argv[0], *rest], exit=False, warnings="ignore")
        subprocess.run([gradus, "kernel", "uninstall"], check=True, stdout=subprocess.DEVNULL)
        assert not os.path.exists(folder + "/data/kernels/gradus")
    sys.exit(0 if program.result.wasSuccessful() else 1)


if __name__ == "__main__":
    main()
