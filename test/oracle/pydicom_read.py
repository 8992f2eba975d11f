"""Reads DICOM files with pydicom, every element at every depth, and says what it saw; never a value.

  pydicom_read.py FOLDER      one line of JSON for each file, in the order of their paths:
    path       relative to FOLDER
    ok         true where the file was read to its end
    error      else: the kind of exception, or "truncated"
    elements   number of data elements, sequences' contents included
    group2     true where the file has file meta information
    sopClass   SOP Class UID, else Media Storage SOP Class UID, "" where there is neither
    pixels     SHA-256 of the bytes of Pixel Data, Float or Double Float Pixel Data, "" where there are none
    rows       Rows and Columns of the image, 0 where there is none
    columns
"""
import hashlib
import json
import os
import sys
import warnings

import pydicom
from pydicom.dataelem import RawDataElement
from pydicom.errors import InvalidDicomError

PIXEL_DATA = (0x7FE00010, 0x7FE00008, 0x7FE00009)
UNDEFINED = 0xFFFFFFFF
DEFLATED = "1.2.840.10008.1.2.1.99"


class Truncated(Exception):
    """The file ends inside an element; pydicom itself takes what there is, without a word."""


def read(path):
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        try:
            dataset = pydicom.dcmread(path)
        except InvalidDicomError:
            dataset = pydicom.dcmread(path, force=True)
    # An encapsulated value without its delimiter is left out of the data set, with a warning only.
    if any("End of file reached" in str(one.message) for one in caught):
        raise Truncated
    return dataset


def check_end(dataset, size):
    """The last element of a data set that is not deflated has to end where the file does."""
    tags = list(dataset.keys())
    raw = dataset.get_item(max(tags)) if tags else None
    if isinstance(raw, RawDataElement) and isinstance(raw.value, bytes) and raw.length != UNDEFINED:
        if 0 < size - raw.value_tell - len(raw.value) < 8:
            raise Truncated


def walk(dataset):
    """Counts the elements; each value is converted, so that each is really read."""
    count = 0
    for tag in list(dataset.keys()):
        raw = dataset.get_item(tag)
        length = getattr(raw, "length", UNDEFINED)
        if length != UNDEFINED and isinstance(raw.value, bytes) and len(raw.value) < length:
            raise Truncated
        element = dataset[tag]
        count += 1
        if element.VR == "SQ":
            count += sum(walk(item) for item in element.value)
        else:
            str(element.value if len(getattr(raw, "value", None) or b"") < 65536 else "")
    return count


def describe(folder, path):
    line = {"path": os.path.relpath(path, folder), "ok": False, "error": "", "elements": 0,
            "group2": False, "sopClass": "", "pixels": "", "rows": 0, "columns": 0}
    try:
        dataset = read(path)
        meta = getattr(dataset, "file_meta", {})
        line["group2"] = len(meta) > 0
        line["sopClass"] = str(dataset.get("SOPClassUID") or meta.get("MediaStorageSOPClassUID", ""))
        if str(meta.get("TransferSyntaxUID", "")) != DEFLATED:
            check_end(dataset, os.path.getsize(path))
        line["elements"] = walk(dataset)
        for tag in PIXEL_DATA:
            if tag in dataset and dataset[tag].value is not None:
                line["pixels"] = hashlib.sha256(dataset[tag].value).hexdigest()
        line["rows"], line["columns"] = int(dataset.get("Rows") or 0), int(dataset.get("Columns") or 0)
        line["ok"] = line["elements"] > 0
        if not line["ok"]:
            line["error"] = "no data set"
    except Truncated:
        line["error"] = "truncated"
    except Exception as error:
        line["error"] = type(error).__name__
    return line


def main():
    folder = sys.argv[1]
    warnings.simplefilter("ignore")
    pydicom.config.settings.reading_validation_mode = pydicom.config.IGNORE
    for parent, folders, names in os.walk(folder):
        folders.sort()
        for name in sorted(names):
            print(json.dumps(describe(folder, os.path.join(parent, name))))


if __name__ == "__main__":
    main()
