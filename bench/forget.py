"""Takes the files of a folder out of the page cache: the next program to read them reads the disk."""

import os
import sys

for entry in os.scandir(sys.argv[1]):
    descriptor = os.open(entry.path, os.O_RDONLY)
    os.fsync(descriptor)
    os.posix_fadvise(descriptor, 0, 0, os.POSIX_FADV_DONTNEED)
    os.close(descriptor)
