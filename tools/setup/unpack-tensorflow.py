"""Takes TensorFlow's C library and the headers of its C interface out of the Python wheel: unpack-tensorflow.py WHEEL FOLDER."""

import os
import shutil
import sys
import zipfile

LIBRARIES = ("libtensorflow_cc.so.2", "libtensorflow_framework.so.2")
# What c_api.h and eager/c_api.h include, in turn.
HEADERS = (
    *(f"tensorflow/c/{name}.h" for name in ("c_api", "c_api_macros", "tf_attrtype", "tf_buffer", "tf_datatype")),
    *(f"tensorflow/c/{name}.h" for name in ("tf_status", "tf_tensor", "tf_tstring", "eager/c_api")),
    *(f"{root}/platform/{name}.h" for root in ("tensorflow/core", "tsl") for name in ("ctstring", "ctstring_internal")),
    "xla/tsl/c/tsl_status.h",
)

wheel, folder = sys.argv[1:]
files = {f"tensorflow/{name}": f"lib/{name}" for name in LIBRARIES}
files |= {f"tensorflow/include/{name}": f"include/{name}" for name in HEADERS}
with zipfile.ZipFile(wheel) as archive:
    for name, path in files.items():
        target = os.path.join(folder, path)
        os.makedirs(os.path.dirname(target), exist_ok=True)
        with archive.open(name) as source, open(target, "wb") as copy:
            shutil.copyfileobj(source, copy, 1 << 20)  # read to the end, its checksum is compared
