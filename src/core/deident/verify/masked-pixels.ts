/** Whether an output's pixels are the original's with masks burnt in, and nothing else. */
import { DicomError } from '../../errors';
import type { PartsSource } from '../../io/byte-source';
import type { CancelSignal } from '../../parallel';
import { readDisplay } from '../../pixel/display';
import type { FrameCoder } from '../../pixel/frame-coder';
import { indexFrames } from '../../pixel/frame-index';
import { FrameTasks } from '../../pixel/frame-tasks';
import { EXTENDED_OFFSET_TABLE, type Witnesses } from '../../pixel/mask-fragments';
import { blackOf } from '../burn-in';
import type { PixelPlan } from '../plan/pixel-plan';
import type { Plan } from '../plan/plan';
import type { Findings } from './findings';
import { areFragmentsMasked, type FragmentPixels, isExtendedTableRight } from './fragment-pixels';
import { MaskedArea } from './masked-area';
import { areNativePixelsMasked } from './native-pixels';
import { isOverlayMasked } from './overlay-pixels';
import type { RewrittenValue, WrittenFragments } from './plan-judge';

export interface PixelCheckOptions {
  /** For compressed images. */
  readonly coder?: FrameCoder | undefined;
  /** Of frames of compressed images; the originals of others are decoded again. */
  readonly witnesses?: Witnesses | undefined;
  readonly onCompared?: ((done: number, total: number) => void) | undefined;
  readonly signal?: CancelSignal | undefined;
}

export interface WrittenPixels {
  readonly output: PartsSource;
  readonly values: readonly RewrittenValue[];
  readonly fragments: WrittenFragments | undefined;
}

/** @throws DicomError if a frame of the output can't be decoded; `cancelled` */
export async function checkPixels(
  { dataSet }: Plan,
  { image, masks }: PixelPlan,
  { output, values, fragments }: WrittenPixels,
  { coder, witnesses, onCompared = () => undefined, signal }: PixelCheckOptions,
  findings: Findings,
): Promise<void> {
  if (!image || (values.length === 0 && !fragments)) return;
  const display = await readDisplay(dataSet, image);
  const area = new MaskedArea(masks, image.columns);
  let inFragments: FragmentPixels | undefined;
  if (fragments) {
    const index = await indexFrames(dataSet, image);
    if (index.kind === 'native' || !coder) throw new DicomError('internal');
    const tasks = new FrameTasks(image, index, display, masks);
    inFragments = { output, written: fragments, dataSet, index, area, tasks, coder, witnesses, onCompared, signal };
    if (!(await areFragmentsMasked(inFragments))) findings.note('differs-from-plan', fragments.path);
  }
  for (const { row, path, start, end } of values) {
    let isRight: boolean;
    const overlay = image.overlays.find(({ source }) => source.kind === 'element' && source.row === row);
    if (row === image.row) {
      const black = blackOf(image, display);
      const native = { output, start, original: dataSet.source, image, area, black, signal };
      isRight = end - start === image.end - image.start && (await areNativePixelsMasked(native));
    } else if (overlay) {
      const before = await dataSet.source.read(dataSet.valueStart(row), dataSet.valueEnd(row));
      isRight = isOverlayMasked(overlay, masks, await output.read(start, end), before);
    } else {
      const of = dataSet.tags[row] === EXTENDED_OFFSET_TABLE ? 'offsets' : 'lengths';
      isRight = inFragments !== undefined && isExtendedTableRight(await output.read(start, end), of, inFragments);
    }
    if (!isRight) findings.note('differs-from-plan', path);
  }
}
