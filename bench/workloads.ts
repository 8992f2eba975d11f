/** The benchmark's inputs and what each of them may cost. */

export interface Budget {
  /** At most this many times as long as the floor. */
  readonly floorRatio?: number;
  /** At least this many times as fast as the pydicom walker. */
  readonly pydicomRatio?: number;
  readonly seconds?: number;
  /** Peak resident memory in bytes. */
  readonly memory?: number;
}

export interface Workload {
  readonly id: 'ct1000' | 'ct1000-cached' | 'small5000' | 'mf2g' | 'header30';
  readonly what: string;
  /** Of another workload, where it is not its own. */
  readonly input?: 'ct1000';
  /** The inputs are read from the disk; otherwise, but for the first run, from the page cache. */
  readonly fromDisk?: true;
  /** Worker threads to measure; the budget is for the first. */
  readonly jobs: readonly number[];
  readonly budget: Budget;
  /** Measured as often as this, the median counts. */
  readonly runs: number;
}

export const WORKLOADS: readonly Workload[] = [
  {
    id: 'ct1000',
    what: '1,000 CT slices of 0.5 MB, from the disk',
    fromDisk: true,
    jobs: [2, 1],
    budget: { floorRatio: 2, pydicomRatio: 3, memory: 200_000_000 },
    runs: 3,
  },
  {
    id: 'ct1000-cached',
    what: '1,000 CT slices of 0.5 MB, from the page cache',
    input: 'ct1000',
    jobs: [2, 1],
    budget: { pydicomRatio: 3, memory: 200_000_000 },
    runs: 3,
  },
  { id: 'small5000', what: '5,000 files of 20 kB', jobs: [2, 1], budget: { pydicomRatio: 4 }, runs: 3 },
  {
    id: 'mf2g',
    what: 'one multi-frame of 2 GB, 4,000 functional groups',
    jobs: [1],
    budget: { floorRatio: 1.2, memory: 120_000_000 },
    runs: 3,
  },
  {
    id: 'header30',
    what: 'one header of 30 MB, 565,000 elements',
    jobs: [1],
    budget: { seconds: 1 },
    runs: 3,
  },
];

/** Masks beside what the same result costs without them, or with other tools. */
export interface MaskedWorkload {
  readonly id: 'masked' | 'masked-j2k' | 'masked-jls' | 'masked-jpll' | 'masked-jpeg';
  readonly what: string;
  /** Of another workload, where it is not its own. */
  readonly input?: 'ct1000';
  /** The least that an image costs to decode and to encode again: IN, OUT and SCRATCH are files. */
  readonly tools?: string;
  /** At most this many times as long as the tools, or as the same run without masks. */
  readonly ratio: number;
  readonly runs: number;
}

export const MASKED: readonly MaskedWorkload[] = [
  { id: 'masked', what: 'two masks on each of 1,000 native CT slices', input: 'ct1000', ratio: 1.3, runs: 5 },
  {
    id: 'masked-j2k',
    what: 'two masks on 200 frames of 512 x 512 x 16, JPEG 2000',
    tools: 'gdcmconv --raw IN SCRATCH && gdcmconv --j2k SCRATCH OUT',
    ratio: 2,
    runs: 3,
  },
  {
    id: 'masked-jls',
    what: 'two masks on 200 frames of 512 x 512 x 16, JPEG-LS',
    tools: 'dcmdjpls IN SCRATCH && dcmcjpls SCRATCH OUT',
    ratio: 2,
    runs: 3,
  },
  {
    id: 'masked-jpll',
    what: 'two masks on 200 frames of 512 x 512 x 16, lossless JPEG',
    tools: 'dcmdjpeg IN SCRATCH && dcmcjpeg +e1 SCRATCH OUT',
    ratio: 2,
    runs: 3,
  },
  {
    id: 'masked-jpeg',
    what: 'two masks on 500 frames of 800 x 600 in color, baseline JPEG',
    tools: 'dcmdjpeg IN SCRATCH && dcmcjpeg +eb +q 85 SCRATCH OUT',
    ratio: 1,
    runs: 3,
  },
];
