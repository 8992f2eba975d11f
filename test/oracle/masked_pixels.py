"""Holds what Veil decodes and masks against other people's decoders; never prints a value.

  masked_pixels.py ORIGINALS MASKED SETTINGS FRAMES      one line of JSON for each original that has pixels:
    path       relative to ORIGINALS
    syntax     Transfer Syntax UID
    frames     number of frames that were compared
    decoded    Veil's samples of the original beside those of the other decoder
    masked     the file in MASKED beside the original: black under the masks, the same beside them
    partly     the file in FRAMES/partly: one frame masked, the bytes of all others as they were
    why        of verdicts that are not "ok"

Verdicts: ok | differs | unread (nothing here decodes it, before or after) | none (there is nothing to compare).
SETTINGS has the masks of each size of image, FRAMES is what corpus-frames.ts wrote. pydicom decodes native pixels
and RLE, GDCM or DCMTK all others.
"""
import concurrent.futures
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
from pydicom.pixel_data_handlers.util import convert_color_space

PIXELS = ("PixelData", "FloatPixelData", "DoubleFloatPixelData")
IMPLICIT, EXPLICIT, BIG_ENDIAN = "1.2.840.10008.1.2", "1.2.840.10008.1.2.1", "1.2.840.10008.1.2.2"
NATIVE = (IMPLICIT, EXPLICIT, BIG_ENDIAN, "1.2.840.10008.1.2.1.99", "1.2.840.113619.5.2", "1.2.840.10008.1.2.5")
DEFLATED_FRAMES = "1.2.840.10008.1.2.8.1"
TOOLS = (["gdcmconv", "--raw"], ["dcmdjpeg"], ["dcmdjpls"])
# pydicom does not know that 8-bit samples lie in 16-bit words here.
SWAP = (["dcmconv", "+te"],)
# Color stays as it is coded, each sample of chrominance for the pixels that share it: nothing reaches over blocks.
LOSSY_JPEG_TOOLS = (["dcmdjpeg", "+cn"], ["gdcmconv", "--raw"])
JPEG = tuple("1.2.840.10008.1.2.4." + one for one in ("50", "51", "53", "55", "57", "70"))
# OpenJPEG decodes these too, if GDCM takes them for JPEG 2000.
HTJ2K, JPEG_2000 = tuple("1.2.840.10008.1.2.4." + one for one in ("201", "202", "203")), "1.2.840.10008.1.2.4.91"
# Lossy JPEG 2000 is decoded to samples that decoders round differently, and coded again without loss.
ROUNDED = tuple("1.2.840.10008.1.2.4." + one for one in ("91", "203"))
SOF_LOSSLESS = 0xC3


class Unread(Exception):
    pass


def read(path):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        dataset = pydicom.dcmread(path, force=True)
    if not hasattr(dataset, "file_meta") or not dataset.file_meta.get("TransferSyntaxUID"):
        dataset.file_meta = pydicom.dataset.FileMetaDataset()
        dataset.file_meta.TransferSyntaxUID = IMPLICIT if dataset.is_implicit_VR else EXPLICIT
    return dataset


def streams(dataset):
    return list(pydicom.encaps.generate_pixel_data_frame(dataset.PixelData, int(dataset.get("NumberOfFrames") or 1)))


def sampling(stream):
    """The marker of the frame header and the pixels that a block of chrominance covers (ITU-T T.81 B.2.2)."""
    at = 2
    while at + 4 < len(stream) and stream[at] == 0xFF:
        marker, length = stream[at + 1], stream[at + 2] * 256 + stream[at + 3]
        if marker in (0xC0, 0xC1, 0xC2, SOF_LOSSLESS):
            factors = [stream[at + 11 + 3 * i] for i in range(stream[at + 9])]
            across, down = [one >> 4 for one in factors], [one & 15 for one in factors]
            return marker, 8 * max(across) // min(across), 8 * max(down) // min(down)
        at += 2 + length
    return None, 8, 8


def blocks_of(dataset):
    """Width and height of the blocks that masks of lossy JPEG grow to, by the frame itself: transfer syntaxes are
    sometimes wrong. None elsewhere."""
    if str(dataset.file_meta.TransferSyntaxUID) not in JPEG:
        return None
    marker, width, height = sampling(streams(dataset)[0])
    return None if marker in (None, SOF_LOSSLESS) else (width, height)


def inflated(dataset):
    """Native pixels of frames that were deflated each for itself: those of single bits begin with a byte."""
    frames = [zlib.decompressobj(-15).decompress(frame) for frame in streams(dataset)]
    if dataset.BitsAllocated > 1:
        return b"".join(frames)
    count = dataset.Rows * dataset.Columns
    bits = [numpy.unpackbits(numpy.frombuffer(frame, "uint8"), bitorder="little")[:count] for frame in frames]
    return numpy.packbits(numpy.concatenate(bits), bitorder="little").tobytes()


def convert(path, tools, scratch):
    for tool in tools:
        target = os.path.join(scratch, "raw.dcm")
        if os.path.exists(target):
            os.remove(target)
        done = subprocess.run(tool + [path, target], capture_output=True)
        if done.returncode == 0 and os.path.exists(target):
            return read(target)
    raise Unread("no decoder")


def decode(path, scratch):
    """The data set, its frames as an array of frame, row, column, sample, and what the samples mean."""
    dataset = read(path)
    syntax = str(dataset.file_meta.TransferSyntaxUID)
    if syntax in HTJ2K:
        other = read(path)
        other.file_meta.TransferSyntaxUID = JPEG_2000
        path = os.path.join(scratch, "j2k.dcm")
        other.save_as(path)
    if syntax == DEFLATED_FRAMES:
        raw = read(path)
        raw.PixelData = inflated(raw)
        raw["PixelData"].is_undefined_length = False
        raw.file_meta.TransferSyntaxUID = EXPLICIT
    elif syntax == BIG_ENDIAN and dataset.BitsAllocated == 8:
        raw = convert(path, SWAP, scratch)
    elif syntax in NATIVE:
        raw = read(path)
    else:
        raw = convert(path, LOSSY_JPEG_TOOLS if blocks_of(dataset) else TOOLS, scratch)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        array = raw.pixel_array
    frames = int(dataset.get("NumberOfFrames") or 1)
    samples = int(dataset.get("SamplesPerPixel") or 1)
    shape = (frames, dataset.Rows, dataset.Columns, samples)
    return dataset, array.reshape(shape), str(raw.get("PhotometricInterpretation", ""))


def plain_black(dataset):
    """What black has to be, where nothing but the photometric interpretation decides; None elsewhere."""
    photometric = dataset.get("PhotometricInterpretation", "")
    special = ("ModalityLUTSequence", "VOILUTSequence", "PresentationLUTShape", "SharedFunctionalGroupsSequence")
    if photometric == "RGB":
        return 0
    if photometric not in ("MONOCHROME1", "MONOCHROME2") or any(one in dataset for one in special):
        return None
    if float(dataset.get("RescaleSlope") or 1) < 0 or "PixelData" not in dataset:
        return None
    bits, signed = int(dataset.BitsStored), int(dataset.get("PixelRepresentation") or 0)
    least, most = (-(1 << bits - 1), (1 << bits - 1) - 1) if signed else (0, (1 << bits) - 1)
    return most if photometric == "MONOCHROME1" else least


def grown(start, length, blocks):
    """What decoders make of the blocks that a mask touches: chrominance that is smoothed reaches half of its own
    pixels out of them, and the mask reaches for as much. The blocks themselves are looked at in their coefficients."""
    if blocks is None:
        return start, start + length
    reach = blocks // 16
    first, end = max(0, start - reach) // blocks * blocks, -(-(start + length + reach) // blocks) * blocks
    return max(0, first - reach), end + reach


def compare_masked(before, after, dataset, masks, blocks):
    black, bits = plain_black(dataset), 1 << int(dataset.get("BitsStored") or 32)
    free = numpy.zeros(before.shape[1:3], dtype=bool)
    for x, y, width, height in masks:
        inside = after[:, y:y + height, x:x + width]
        if inside.size == 0 or not (inside == inside[:, :1, :1]).all():
            return "a mask is not of one color"
        # A code stream may have fewer bits than the header says: then it is the least, or greatest, of the image.
        least, most = min(before.min(), after.min()), max(before.max(), after.max())
        if black is not None and not blocks and not ((inside.astype("int64") - black) % bits == 0).all():
            if not (inside == (most if black > 0 else least)).all():
                return "a mask is not black"
        if blocks and black == 0 and int(dataset.BitsStored) == 8 and inside.max() > 0 and inside.shape[3] == 1:
            return "a mask is not black"
        left, right = grown(x, width, blocks and blocks[0])
        top, bottom = grown(y, height, blocks and blocks[1])
        if dataset.get("PhotometricInterpretation", "").endswith("_422"):
            left, right = left - left % 2, right + right % 2
        free[top:bottom, left:right] = True
    rest = ~free
    apart = numpy.abs(after[:, rest].astype("float64") - before[:, rest].astype("float64"))
    most = numpy.nanmax(apart) if apart.size else 0
    slack = 1 if str(dataset.file_meta.TransferSyntaxUID) in ROUNDED else 0
    return None if most <= slack else "pixels beside the masks differ by %g" % most


def as_rgb(array, photometric):
    if not photometric.startswith("YBR_FULL"):
        return array
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return convert_color_space(array, "YBR_FULL", "RGB")


def compare_decoded(line, array, photometric, dataset, frames):
    """Equal, but where compression is lossy: there decoders may round differently, by one for each step. Of
    subsampled JPEG only luminance: what lies between samples of chrominance is up to the decoder."""
    ours = numpy.fromfile(os.path.join(frames, line["file"]), dtype=line["type"])
    ours = ours.reshape(line["frames"], line["rows"], line["columns"], line["samples"])
    if ours.shape != array.shape:
        return "another shape"
    slack = 1 if str(dataset.file_meta.TransferSyntaxUID) in ROUNDED or blocks_of(dataset) else 0
    theirs = array
    if max(blocks_of(dataset) or (8, 8)) > 8:
        ours, theirs = ours[..., :1], theirs[..., :1]
    elif line["photometric"] != photometric and "RGB" in (line["photometric"], photometric):
        ours, theirs, slack = as_rgb(ours, line["photometric"]), as_rgb(theirs, photometric), 3
    # Decoders differ in what they do with bits that are not stored.
    bits = 1 << int(dataset.get("BitsStored") or 32)
    apart = numpy.abs(ours.astype("float64") - theirs.astype("float64"))
    if bits > 256 and theirs.dtype.kind in "iu" and ours.dtype.kind in "iu":
        apart = numpy.minimum(apart % bits, (bits - apart) % bits)
    most = numpy.nanmax(apart) if apart.size else 0
    return None if most <= slack else "decoded samples differ by %g" % most


def units(dataset):
    """The bytes of each frame: its fragments, or its share of native pixels. None where a bit is the unit."""
    if dataset["PixelData"].is_undefined_length if "PixelData" in dataset else False:
        return streams(dataset)
    data = next(dataset[one].value for one in PIXELS if one in dataset)
    frames = int(dataset.get("NumberOfFrames") or 1)
    size = dataset.Rows * dataset.Columns * int(dataset.get("SamplesPerPixel") or 1) * int(dataset.BitsAllocated) / 8
    if str(dataset.get("PhotometricInterpretation", "")).endswith("_422"):
        size = size * 2 / 3
    if size != int(size):
        return None
    return [data[int(size) * frame:int(size) * (frame + 1)] for frame in range(frames)]


def compare_partly(line, path, frames):
    was, made = units(read(path)), units(read(os.path.join(frames, "partly", line["path"])))
    if was is None or made is None:
        return None
    if len(was) != len(made):
        return "another number of frames"
    same = [one.rstrip(b"\0") == other.rstrip(b"\0") for one, other in zip(was, made)]
    others = [frame for frame, is_same in enumerate(same) if not is_same and frame != line["masked"]]
    return "frames without a mask have other bytes" if others else None


def masks_of(rules, dataset):
    size = {"rows": int(dataset.Rows), "columns": int(dataset.Columns)}
    return [mask for rule in rules if rule["when"] == size for mask in rule["rectangles"]]


def verdict(compare, whys):
    try:
        why = compare()
    except Unread as error:
        why, said = str(error), "unread"
    except Exception as error:
        why, said = "%s: %s" % (type(error).__name__, str(error)[:60]), "unread"
    else:
        said = "differs" if why else "ok"
    if why:
        whys.append(why)
    return said


def check(job):
    path, originals, masked, rules, frames, line = job
    before, after = os.path.join(originals, path), os.path.join(masked, path)
    try:
        dataset = read(before)
        if not any(one in dataset for one in PIXELS) or not dataset.get("Rows"):
            return None
    except Exception:
        return None
    whys = []
    result = {"path": path, "syntax": str(dataset.file_meta.TransferSyntaxUID), "frames": 0, "decoded": "none", "masked": "none", "partly": "none"}
    with tempfile.TemporaryDirectory() as scratch:
        try:
            dataset, was, photometric = decode(before, scratch)
            result["frames"] = len(was)
        except Exception as error:
            was, why = None, "%s: %s" % (type(error).__name__, str(error)[:60])

        def original():
            if was is None:
                raise Unread(why)
            return was

        def compared():
            _, made, _ = decode(after, scratch)
            if made.shape != original().shape:
                return "another shape"
            return compare_masked(was, made, dataset, masks_of(rules, dataset), blocks_of(dataset))

        if line and "file" in line:
            result["decoded"] = verdict(lambda: compare_decoded(line, original(), photometric, dataset, frames), whys)
        if os.path.exists(after):
            result["masked"] = verdict(compared, whys)
        if line and line.get("masked") is not None:
            result["partly"] = verdict(lambda: compare_partly(line, before, frames), whys)
    return {**result, "why": "; ".join(dict.fromkeys(whys))}


def main():
    originals, masked, settings, frames = sys.argv[1:]
    warnings.simplefilter("ignore")
    with open(settings) as file:
        rules = json.load(file)["presets"][0]["masks"]
    with open(os.path.join(frames, "frames.jsonl")) as file:
        lines = {line["path"]: line for line in map(json.loads, file)}
    paths = [os.path.relpath(os.path.join(folder, name), originals)
             for folder, _, names in os.walk(originals) for name in names]
    jobs = [(path, originals, masked, rules, frames, lines.get(path)) for path in sorted(paths)]
    with concurrent.futures.ProcessPoolExecutor(2) as pool:
        for result in pool.map(check, jobs, chunksize=4):
            if result:
                print(json.dumps(result))


if __name__ == "__main__":
    main()
