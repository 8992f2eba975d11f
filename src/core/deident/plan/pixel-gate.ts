import { KIND } from '../../dicom/data-set';
import { PIXEL_DATA } from '../../dicom/tag';
import { type PixelRisk, pixelRisk } from '../../pixel/risk';
import { type Plan, ruleOf } from './plan';

/**
 * Whether a file may be shared, as far as its pixels go:
 *
 * - `unneeded`: there is no reason to look at them
 * - `closed`: there is, and nobody has
 * - `masked`, `confirmed`, `removed`: what was decided about them
 */
export type PixelGate = 'unneeded' | 'closed' | 'masked' | 'confirmed' | 'removed';

export function pixelGate(plan: Plan): PixelGate {
  return plan.pixels?.outcome ?? (gateReasons(plan).length > 0 ? 'closed' : 'unneeded');
}

/**
 * The reasons for which somebody has to look at the pixels of an output. A face is none: there is no text to cover,
 * and nothing here can take it away.
 */
export function gateReasons(plan: Plan): readonly PixelRisk[] {
  return remainingRisks(plan).filter(({ reason }) => reason !== 'recognizable-face');
}

/** What pixels carry into the output: those in private elements nothing where these go. */
export function remainingRisks(plan: Plan): readonly PixelRisk[] {
  return pixelRisk(plan.dataSet).filter(({ reason, tag }) => reason !== 'private-pixels' || keepsPixelsAt(plan, tag));
}

function keepsPixelsAt(plan: Plan, path: string): boolean {
  const { dataSet } = plan;
  for (let row = dataSet.firstRow; row < dataSet.count; row++) {
    const mayBe = dataSet.tags[row] === PIXEL_DATA || dataSet.kind(row) === KIND.fragments;
    if (mayBe && dataSet.path(row) === path) return ruleOf(plan, row).action !== 'remove';
  }
  return false;
}
