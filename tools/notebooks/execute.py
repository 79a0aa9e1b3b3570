"""Executes one notebook in a Jupyter kernel and tells its progress as lines of JSON on standard output.

    execute.py SOURCE TARGET --kernel tslab --folder notebooks --cell-timeout 1200

SOURCE is left alone. TARGET gets the notebook with its outputs, as far as it came. Exit code 0: all cells ran;
1: one failed, and the last line of JSON says which.
"""

import argparse
import json
import sys

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError


class CellFailed(Exception):
    """A cell came back without having run well, though the kernel sent no error output."""


def tell(event, **about):
    print(json.dumps({"event": event, **about}), flush=True)


def stderr_of(cell):
    return "".join(o.text for o in cell.outputs if o.output_type == "stream" and o.name == "stderr")


class Progress:
    """Knows the cell that is running, for the progress and for the message when something fails."""

    def __init__(self, notebook):
        code = [i for i, cell in enumerate(notebook.cells) if cell.cell_type == "code"]
        self.number = {index: n + 1 for n, index in enumerate(code)}
        self.cell = None

    def on_cell_execute(self, cell, cell_index):
        self.cell = cell
        tell("cell", id=cell.get("id"), number=self.number[cell_index], of=len(self.number))

    def on_cell_executed(self, cell, cell_index, execute_reply):
        # A stock tslab kernel sends no error outputs: its failures are seen on stderr, and cells that wait behind
        # a failed one are answered "aborted".
        status = execute_reply["content"]["status"]
        has_error = any(output.output_type == "error" for output in cell.outputs)
        if stderr_of(cell) and not has_error:
            raise CellFailed("writes to stderr: " + stderr_of(cell).strip())
        if status == "aborted":
            raise CellFailed("was skipped by the kernel")


# Another program may take a port between Jupyter's choice and the kernel's start: rare, and not the lesson's fault.
STARTS = 3


def execute(client, progress):
    for start in range(1, STARTS + 1):
        try:
            return client.execute()
        except RuntimeError:  # of jupyter_client, when a kernel has ended before it answered
            if start == STARTS or progress.cell is not None:
                raise


def run(arguments):
    notebook = nbformat.read(arguments.source, as_version=4)
    progress = Progress(notebook)
    client = NotebookClient(
        notebook,
        kernel_name=arguments.kernel,
        timeout=arguments.cell_timeout,
        startup_timeout=60,
        record_timing=False,
        resources={"metadata": {"path": arguments.folder}},
        on_cell_execute=progress.on_cell_execute,
        on_cell_executed=progress.on_cell_executed,
    )
    failure = None
    try:
        execute(client, progress)
    except CellExecutionError as error:
        failure = f"failed with {error.ename}: {error.evalue}"
    except CellTimeoutError:
        failure = f"ran longer than {arguments.cell_timeout} s"
    except RuntimeError:  # DeadKernelError among them
        failure = "the kernel died"
    except CellFailed as error:
        failure = str(error)
    finally:
        # A stock kernel may send half of a surrogate pair, which UTF-8 has no bytes for.
        with open(arguments.target, "w", encoding="utf-8", errors="replace") as target:
            nbformat.write(notebook, target)
    if failure is not None:
        tell("failed", id=progress.cell and progress.cell.get("id"), message=failure)
        return 1
    tell("done")
    return 0


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Executes one notebook, telling its progress as JSON lines.")
    parser.add_argument("source")
    parser.add_argument("target")
    parser.add_argument("--kernel", default="tslab")
    parser.add_argument("--folder", required=True, help="where the cells run")
    parser.add_argument("--cell-timeout", type=int, default=None, help="seconds for one cell")
    sys.exit(run(parser.parse_args()))
