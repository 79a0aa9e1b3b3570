"""Fails unless every requirement is installed in its version with every file in its size, and JupyterLab loads."""

import os
import sys
from importlib import metadata

from pip._vendor.packaging.requirements import Requirement


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
    if found.files is None:
        return [f"{requirement.name} is installed in part"]
    return [f"{file} is damaged" for file in found.files if is_damaged(file)]


def is_damaged(file):
    try:
        size = os.stat(file.locate()).st_size
    except OSError:
        return file.suffix != ".pyc"
    return file.size is not None and size != file.size


found = [fault for requirement in requirements(sys.argv[1]) for fault in faults(requirement)]
if found:
    sys.exit("\n".join(found[:10]))

import jupyter_client, jupyterlab.labapp, nbconvert, zmq  # noqa: E402, F401
