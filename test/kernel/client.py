"""A Jupyter client that takes requests as lines of JSON on stdin and answers each with a line of JSON.

    {"run": [{"code": "...", "stop_on_error": true}], "interrupt_after": 1.5}
        sends all cells at once; answers [{"status", "count", "reply", "outputs", "ended"}] in their order, where each
        output is the content of an iopub message with its type, and `reply` that of the answer; `interrupt_after`
        seconds later the kernel is interrupted
    {"complete": "code", "cursor_pos": 4}, {"inspect": "code", "cursor_pos": 4}
        answers the content of the reply
    {"interrupt": true}, {"restart": true}, {"info": true}, {"history": true}, {"shutdown": true}
"""

import json
import subprocess
import sys
import threading
import time

from jupyter_client.manager import KernelManager

OUTPUTS = {"stream", "display_data", "update_display_data", "error", "execute_input"}


def main():
    manager = KernelManager(kernel_name="tslab")
    # Not our own stdout: Node would make it non-blocking, for this process too, and long answers would break off.
    manager.start_kernel(cwd=sys.argv[1], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        serve(manager)
    finally:
        if manager.is_alive():
            manager.shutdown_kernel(now=True)


def serve(manager):
    client = connect(manager)
    answer({"ready": True})
    for line in sys.stdin.buffer:  # UTF-8, whatever the locale
        request = json.loads(line)
        if "run" in request:
            answer(run(manager, client, request))
        elif "complete" in request:
            answer(client.complete(request["complete"], request["cursor_pos"], reply=True, timeout=10)["content"])
        elif "inspect" in request:
            answer(client.inspect(request["inspect"], request["cursor_pos"], reply=True, timeout=10)["content"])
        elif "interrupt" in request:
            manager.interrupt_kernel()
            time.sleep(0.3)
            answer({"alive": manager.is_alive()})
        elif "restart" in request:
            client.stop_channels()
            manager.restart_kernel(now=False)
            client = connect(manager)
            answer({"alive": manager.is_alive()})
        elif "info" in request:
            answer(client.kernel_info(reply=True, timeout=10)["content"])
        elif "history" in request:
            answer(unknown_request(client))
        elif "shutdown" in request:
            manager.request_shutdown()
            answer({"code": exit_code(manager.provisioner.process)})
            return


def unknown_request(client):
    """The states that the kernel tells about a request that it does not know."""
    request = client.history()
    states = []
    while "idle" not in states:
        message = client.get_iopub_msg(timeout=5)
        if message["parent_header"].get("msg_id") == request:
            states.append(message["content"].get("execution_state", message["msg_type"]))
    return states


def exit_code(process):
    try:
        return process.wait(timeout=5)
    except subprocess.TimeoutExpired:
        return None


def connect(manager):
    client = manager.client()
    client.start_channels()
    client.wait_for_ready(timeout=30)
    return client


def run(manager, client, request):
    ids = [
        client.execute(cell["code"], stop_on_error=cell.get("stop_on_error", True))
        for cell in request["run"]
    ]
    ended = threading.Event()
    if "interrupt_after" in request:
        interrupting = (manager, request["interrupt_after"], ended)
        threading.Thread(target=interrupt_until, args=interrupting, daemon=True).start()
    results = {i: {"outputs": []} for i in ids}
    waiting = set(ids)
    start = time.time()
    while waiting:
        message = client.get_iopub_msg(timeout=60)
        parent = message["parent_header"].get("msg_id")
        if parent not in results:
            continue
        kind, content = message["msg_type"], message["content"]
        if kind in OUTPUTS:
            results[parent]["outputs"].append({"type": kind, **content})
        elif kind == "status" and content["execution_state"] == "idle":
            results[parent]["ended"] = time.time() - start
            waiting.discard(parent)
    ended.set()
    waiting = set(ids)
    while waiting:
        reply = client.get_shell_msg(timeout=10)
        parent = reply["parent_header"].get("msg_id")
        if parent not in waiting:
            continue
        waiting.discard(parent)
        results[parent]["reply"] = reply["content"]
        results[parent]["status"] = reply["content"]["status"]
        results[parent]["count"] = reply["content"].get("execution_count")
    return [results[i] for i in ids]


def interrupt_until(manager, seconds, ended):
    """Again after a while, as a reader would: on a busy machine the first may come before the cell runs."""
    while not ended.wait(seconds):
        manager.interrupt_kernel()
        seconds = 5


def answer(value):
    print(json.dumps(value), flush=True)


main()
