"""Compares decoded images of two folders: black where a mask was burnt in, the same beside it; never a value.

  masked_pixels.py BEFORE AFTER X,Y,W,H      one line of JSON for each file of AFTER that has pixels:
    path       relative to AFTER
    syntax     Transfer Syntax UID
    frames     number of frames that were compared
    verdict    ok | differs | unread (nothing here decodes it, before or after)
    why        what differs, or who could not decode it

pydicom decodes native pixels and RLE, all other compressed ones are decoded by GDCM or DCMTK.
"""
import json
import os
import subprocess
import sys
import tempfile
import warnings
import zlib

import numpy
import pydicom
import pydicom.encaps

PIXELS = ("PixelData", "FloatPixelData", "DoubleFloatPixelData")
NATIVE = ("1.2.840.10008.1.2", "1.2.840.10008.1.2.1", "1.2.840.10008.1.2.1.99", "1.2.840.10008.1.2.2",
          "1.2.840.113619.5.2", "1.2.840.10008.1.2.5")
TOOLS = (["gdcmconv", "--raw"], ["dcmdjpeg"], ["dcmdjpls"])
# pydicom does not know that 8-bit samples lie in 16-bit words here.
BIG_ENDIAN, SWAP = "1.2.840.10008.1.2.2", (["dcmconv", "+te"],)
JPEG = tuple("1.2.840.10008.1.2.4." + one for one in ("50", "51", "53", "55", "57", "70"))
# Masks of lossy JPEG grow to whole blocks, of up to four by four of eight by eight pixels.
BLOCK = 32
# OpenJPEG decodes these too, if GDCM takes them for JPEG 2000.
HTJ2K, JPEG_2000 = tuple("1.2.840.10008.1.2.4." + one for one in ("201", "202", "203")), "1.2.840.10008.1.2.4.91"
DEFLATED_FRAMES = "1.2.840.10008.1.2.8.1"
# Lossy JPEG 2000 is decoded to samples that decoders round differently, and coded again without loss.
ROUNDED = tuple("1.2.840.10008.1.2.4." + one for one in ("91", "203"))


def read(path):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return pydicom.dcmread(path, force=True)


def decode(path, scratch):
    dataset = read(path)
    syntax = str(getattr(dataset.file_meta, "TransferSyntaxUID", "1.2.840.10008.1.2")) if hasattr(dataset, "file_meta") else ""
    if syntax in HTJ2K:
        dataset.file_meta.TransferSyntaxUID = JPEG_2000
        path = os.path.join(scratch, "j2k.dcm")
        dataset.save_as(path)
    if syntax == DEFLATED_FRAMES:
        raw = inflated(dataset)
    elif syntax not in NATIVE or syntax == BIG_ENDIAN:
        for tool in SWAP if syntax == BIG_ENDIAN else TOOLS:
            target = os.path.join(scratch, "raw.dcm")
            if os.path.exists(target):
                os.remove(target)
            done = subprocess.run(tool + [path, target], capture_output=True)
            if done.returncode == 0 and os.path.exists(target):
                break
        else:
            raise ValueError("no decoder")
        raw = read(target)
    else:
        raw = dataset
        if not hasattr(raw, "file_meta") or not hasattr(raw.file_meta, "TransferSyntaxUID"):
            raise ValueError("no file meta information")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        array = raw.pixel_array
    frames = int(dataset.get("NumberOfFrames") or 1)
    samples = int(dataset.get("SamplesPerPixel") or 1)
    return dataset, array.reshape(frames, dataset.Rows, dataset.Columns, samples), syntax


def is_lossy_jpeg(dataset, syntax):
    """By the frame itself: transfer syntaxes are sometimes wrong."""
    if syntax not in JPEG:
        return False
    stream = next(pydicom.encaps.generate_pixel_data_frame(dataset.PixelData, int(dataset.get("NumberOfFrames") or 1)))
    at = 2
    while at + 4 < len(stream):
        marker, length = stream[at + 1], stream[at + 2] * 256 + stream[at + 3]
        if stream[at] != 0xFF:
            break
        if marker in (0xC0, 0xC1, 0xC2, 0xC3):
            return marker != 0xC3
        at += 2 + length
    return False


def inflated(dataset):
    frames = pydicom.encaps.generate_pixel_data_frame(dataset.PixelData, int(dataset.get("NumberOfFrames") or 1))
    dataset.PixelData = b"".join(zlib.decompressobj(-15).decompress(frame) for frame in frames)
    dataset["PixelData"].is_undefined_length = False
    dataset.file_meta.TransferSyntaxUID = "1.2.840.10008.1.2.1"
    return dataset


def plain_black(dataset):
    """What black has to be, where nothing but the photometric interpretation decides; None elsewhere."""
    photometric = dataset.get("PhotometricInterpretation", "")
    special = ("RescaleSlope", "ModalityLUTSequence", "VOILUTSequence", "PresentationLUTShape", "SharedFunctionalGroupsSequence")
    if photometric == "RGB":
        return 0
    if photometric not in ("MONOCHROME1", "MONOCHROME2") or any(one in dataset for one in special[1:]):
        return None
    if float(dataset.get("RescaleSlope") or 1) < 0 or "PixelData" not in dataset:
        return None
    bits, signed = int(dataset.BitsStored), int(dataset.get("PixelRepresentation") or 0)
    least, most = (-(1 << bits - 1), (1 << bits - 1) - 1) if signed else (0, (1 << bits) - 1)
    return most if photometric == "MONOCHROME1" else least


def compare(before, after, dataset, syntax, mask):
    in_blocks = is_lossy_jpeg(dataset, syntax)
    x, y, width, height = mask
    inside = after[:, y:y + height, x:x + width]
    if inside.size == 0 or not (inside == inside[:, :1, :1]).all():
        return "the mask is not of one color"
    black = plain_black(dataset)
    bits = 1 << int(dataset.get("BitsStored") or 32)
    if black is not None and not in_blocks:
        # A code stream may have fewer bits than the header says: then it is the least, or greatest, of the image.
        least, most = min(before.min(), after.min()), max(before.max(), after.max())
        if not ((inside.astype("int64") - black) % bits == 0).all() and not (inside == (most if black > 0 else least)).all():
            return "the mask is not black"
    free = numpy.zeros(before.shape[1:3], dtype=bool)
    reach = BLOCK if in_blocks else 0
    right = -(-(x + width + reach // 2) // reach) * reach if reach else x + width
    bottom = -(-(y + height + reach // 2) // reach) * reach if reach else y + height
    free[(0 if reach else y):bottom, (0 if reach else x):right] = True
    if dataset.get("PhotometricInterpretation", "").endswith("_422"):
        free[y:bottom, x - x % 2:right + right % 2] = True
    rest = ~free
    apart = numpy.abs(after[:, rest].astype("float64") - before[:, rest].astype("float64"))
    most = numpy.nanmax(apart) if apart.size else 0
    return None if most <= (1 if syntax in ROUNDED else 0) else "pixels beside the mask differ by %g" % most


def check(before, after, mask, scratch):
    dataset, was, syntax = decode(before, scratch)
    _, made, _ = decode(after, scratch)
    if was.shape != made.shape:
        return syntax, 0, "differs", "another shape"
    why = compare(was, made, dataset, syntax, mask)
    return syntax, len(was), "differs" if why else "ok", why or ""


def main():
    before, after, mask = sys.argv[1], sys.argv[2], tuple(int(one) for one in sys.argv[3].split(","))
    with tempfile.TemporaryDirectory() as scratch:
        for folder, _, names in sorted(os.walk(after)):
            for name in sorted(names):
                path = os.path.join(folder, name)
                relative = os.path.relpath(path, after)
                syntax, frames = "", 0
                try:
                    dataset = read(path)
                    if not any(one in dataset for one in PIXELS):
                        continue
                    syntax = str(dataset.file_meta.TransferSyntaxUID)
                    syntax, frames, verdict, why = check(os.path.join(before, relative), path, mask, scratch)
                except Exception as error:
                    verdict, why = "unread", "%s: %s" % (type(error).__name__, str(error)[:60])
                print(json.dumps({"path": relative, "syntax": syntax, "frames": frames, "verdict": verdict, "why": why}))


main()
