/** Whether an output's pixels are the original's with masks burnt in and side data taken out, and nothing else. */
import { DicomError } from '../../errors';
import type { PartsSource } from '../../io/byte-source';
import type { CancelSignal } from '../../parallel';
import { readDisplay } from '../../pixel/display';
import { indexFrames } from '../../pixel/fragments/frame-index';
import type { Witnesses } from '../../pixel/fragments/mask-fragments';
import { EXTENDED_OFFSET_TABLE } from '../../pixel/fragments/offset-tables';
import type { FrameCoder } from '../../pixel/frame-coder';
import { FrameTasks } from '../../pixel/frame-tasks';
import { blackOf } from '../burn-in';
import type { Plan } from '../plan/plan';
import type { Findings } from './findings';
import { areFragmentsRight, type FragmentPixels, isExtendedTableRight } from './fragment-pixels';
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
  plan: Plan,
  { output, values, fragments }: WrittenPixels,
  { coder, witnesses, onCompared = () => undefined, signal }: PixelCheckOptions,
  findings: Findings,
): Promise<void> {
  const { dataSet, pixels, sideData } = plan;
  const image = pixels?.image ?? sideData?.frames?.image;
  if (!image || (values.length === 0 && !fragments)) return;
  const masks = pixels?.masks ?? [];
  const display = await readDisplay(dataSet, image);
  const area = new MaskedArea(masks, image.columns);
  let inFragments: FragmentPixels | undefined;
  if (fragments) {
    const index = await indexFrames(dataSet, image);
    if (index.kind === 'native') throw new DicomError('internal');
    const tasks = new FrameTasks(image, index, display, masks);
    const cuts = sideData?.frames?.cuts ?? new Map();
    const written = { output, written: fragments, dataSet, index, area, tasks };
    inFragments = { ...written, coder, cuts, witnesses, onCompared, signal };
    if (!(await areFragmentsRight(inFragments))) findings.note('differs-from-plan', fragments.path);
  }
  for (const { row, path, start, end } of values) {
    let isRight: boolean;
    const overlay = image.overlays.find(({ source }) => source.kind === 'element' && source.row === row);
    if (row === image.row) {
      const black = blackOf(image, display);
      const native = { output, start, original: dataSet.source, image, area, black, signal };
      isRight = end - start === image.end - image.start && (await areNativePixelsMasked(native));
    } else {
      const [bytes, before] = [
        await output.read(start, end),
        await dataSet.source.read(dataSet.valueStart(row), dataSet.valueEnd(row)),
      ];
      const of = dataSet.tags[row] === EXTENDED_OFFSET_TABLE ? 'offsets' : 'lengths';
      isRight = overlay
        ? isOverlayMasked(overlay, masks, bytes, before)
        : inFragments !== undefined && isExtendedTableRight(bytes, before, of, inFragments);
    }
    if (!isRight) findings.note('differs-from-plan', path);
  }
}
