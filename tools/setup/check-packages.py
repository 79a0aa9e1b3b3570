"""Fails unless every requirement is installed in its version with every file in its size, and the compiled ones load."""

import csv
import os
import sys
from importlib import metadata, import_module

from pip._vendor.packaging.requirements import Requirement

LOADED = ("jupyter_client", "jupyter_server", "tornado", "zmq")  # JupyterLab itself takes two seconds to load


def requirements(path):
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            text = line.split(" \\")[0].strip()
            if text and not text.startswith(("#", "--")):
                requirement = Requirement(text)
                if requirement.marker is None or requirement.marker.evaluate():
                    yield requirement


def faults(requirement):
    try:
        found = metadata.distribution(requirement.name)
    except metadata.PackageNotFoundError:
        return [f"{requirement.name} is not installed"]
    if not requirement.specifier.contains(found.version, prereleases=True):
        return [f"{requirement.name} is {found.version}, not {requirement.specifier}"]
    record = found.read_text("RECORD")
    if record is None:
        return [f"{requirement.name} is installed in part"]
    folder = os.fspath(found.locate_file(""))
    return [f"{path} is damaged" for path, _, size in csv.reader(record.splitlines()) if is_damaged(folder, path, size)]


def is_damaged(folder, path, size):
    try:
        found = os.stat(os.path.join(folder, path)).st_size
    except OSError:
        return not path.endswith(".pyc")
    return size != "" and int(size) != found


found = [fault for requirement in requirements(sys.argv[1]) for fault in faults(requirement)]
if found:
    sys.exit("\n".join(found[:10]))
for name in LOADED:
    import_module(name)
