"""The same profile as scripts on pydicom do it: read, walk all elements, act, save.

    /usr/bin/python3 bench/pydicom_walker.py PROFILE.json INPUT_FOLDER OUTPUT_FOLDER

PROFILE.json maps tags (eight hexadecimal digits) to action codes of PS3.15 Table E.1-1.
"""
import hashlib
import hmac
import json
import os
import sys

import pydicom

KEY = b"benchmark"
DUMMIES = {"DA": "19000101", "TM": "000000", "DT": "19000101000000", "IS": "0", "DS": "0", "AS": "000Y", "CS": "ANON"}
DEFER = 1024 * 1024


def replaced_uid(uid: str) -> str:
    digest = hmac.new(KEY, uid.encode("ascii"), hashlib.sha256).digest()
    return "2.25.%d" % int.from_bytes(digest[:16], "big")


def clean(dataset, profile) -> None:
    for tag in list(dataset.keys()):
        group = tag >> 16
        if group & 1:
            del dataset[tag]
            continue
        key = "%08X" % tag
        if group & 0xFF00 == 0x6000:
            key = "6000" + key[4:]
        code = profile.get(key)
        element = dataset[tag]
        if code is None:
            if element.VR == "SQ":
                for item in element.value:
                    clean(item, profile)
        elif code.startswith("U") or code == "X/Z/U*":
            if element.VR == "UI":
                uids = element.value
                many = isinstance(uids, pydicom.multival.MultiValue)
                element.value = [replaced_uid(u) for u in uids] if many else replaced_uid(str(uids or ""))
            else:
                for item in element.value:
                    clean(item, profile)
        elif "D" in code:
            if element.VR == "SQ":
                for item in element.value:
                    clean(item, profile)
            else:
                element.value = DUMMIES.get(element.VR, "ANONYMIZED"[: 16 if element.VR == "SH" else 64])
        elif "Z" in code:
            element.value = [] if element.VR == "SQ" else ""
        elif code == "X":
            del dataset[tag]


def main() -> int:
    profile_path, source, target = sys.argv[1:]
    with open(profile_path, encoding="ascii") as handle:
        profile = json.load(handle)
    os.makedirs(target, exist_ok=True)
    for name in sorted(os.listdir(source)):
        dataset = pydicom.dcmread(os.path.join(source, name), defer_size=DEFER)
        clean(dataset, profile)
        dataset.file_meta.MediaStorageSOPInstanceUID = dataset.SOPInstanceUID
        dataset.save_as(os.path.join(target, name))
    return 0


if __name__ == "__main__":
    sys.exit(main())
