/** What a report says of a policy and of a file, from the plan that was carried out. */
import { hasPixels } from '../../core/deident/plan/check-file';
import { type Plan, ruleOf } from '../../core/deident/plan/plan';
import { planWarnings } from '../../core/deident/plan/plan-warnings';
import { ownMethodCodes } from '../../core/deident/plan/stamp';
import { OPTION_NAMES } from '../../core/deident/profile/option-names';
import { methodCodeOf, PROFILE_EDITION } from '../../core/deident/profile/profile';
import type { Policy } from '../../core/deident/rules/policy';
import type { ActionName } from '../../core/deident/rules/rule';
import type { Verification } from '../../core/deident/verify/verify';
import { KIND } from '../../core/dicom/data-set';
import { presetVersion } from '../../settings/preset-version';
import { countedAs, deedAt } from '../table/deed';
import { SOFTWARE } from '../version';
import type { ActionCounts, Confirmation, FileFacts, NotChecked, ReportHead } from './report';

export function reportHead(policy: Policy, presetName: string): ReportHead {
  return {
    software: SOFTWARE,
    profile: { standard: 'DICOM PS3.15 Annex E', edition: PROFILE_EDITION, code: methodCodeOf('basic').code },
    preset: { id: policy.presetId, name: presetName, version: presetVersion(policy) },
    options: OPTION_NAMES.filter((name) => policy.options.has(name)).map((name) => {
      const { code, meaning } = methodCodeOf(name);
      return { name, code, meaning };
    }),
  };
}

/** What a plan did, once its output is verified. */
export function describeFile(plan: Plan, { findings, elements, identifiers }: Verification): FileFacts {
  const { content, pixels, policy } = plan;
  const kept = content?.decision === 'keep-checked' ? content.kinds : [];
  const confirmations: readonly Confirmation[] = [
    ...kept.map((kind) => `${kind}-checked` as const),
    ...(pixels?.outcome === 'confirmed' ? (['pixels-checked'] as const) : []),
  ];
  return {
    preset: policy.presetId,
    counts: countActions(plan),
    findings,
    warnings: planWarnings(plan),
    verified: { elements, identifiers },
    methodCodes: ownMethodCodes(plan),
    notChecked: [...pixelsNotChecked(plan), ...(kept.length > 0 ? (['kept-content'] as const) : [])],
    ...(content?.decision === 'remove' && { removedContent: content.kinds }),
    ...(confirmations.length > 0 && { confirmations }),
    ...(pixels?.outcome === 'masked' && { masks: pixels.masks }),
    ...(pixels?.outcome === 'removed' && { pixelsRemoved: true }),
  };
}

function pixelsNotChecked({ dataSet, pixels }: Plan): readonly NotChecked[] {
  if (!hasPixels(dataSet) || pixels?.outcome === 'removed') return [];
  return pixels ? ['matching-pixels'] : ['pixel-data', 'matching-pixels'];
}

/** Elements and sequences by action; items are not counted. */
function countActions(plan: Plan): ActionCounts {
  const { dataSet, ruleOfRow, rules, values } = plan;
  const byRule = new Uint32Array(rules.length);
  for (let row = dataSet.firstRow; row < dataSet.count; row++) {
    if (dataSet.kind(row) !== KIND.item)
      byRule[ruleOfRow[row] as number] = (byRule[ruleOfRow[row] as number] as number) + 1;
  }
  const counts: ActionCounts = {};
  const add = (action: ActionName, count: number): void => {
    if (count !== 0) counts[action] = (counts[action] ?? 0) + count;
  };
  rules.forEach(({ action }, index) => {
    add(action, byRule[index] as number);
  });
  // What an option keeps only in part is not kept.
  for (const row of values.keys()) {
    if (ruleOf(plan, row).action !== 'keep') continue;
    add('keep', -1);
    add(countedAs(deedAt(plan, row)), 1);
  }
  return counts;
}
