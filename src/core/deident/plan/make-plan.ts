import type { DataSet } from '../../dicom/data-set';
import { collectIdentifiers } from '../identifiers/collect-identifiers';
import type { Identifiers } from '../identifiers/identifiers';
import { patientKey, studyKey } from '../identifiers/subject-key';
import type { ValueContext } from '../values/new-value';
import { DEFAULT_ORGANIZATION } from '../values/placeholders';
import { RuleExecution } from './carry-out';
import { type DecidedRows, decideRows } from './decide-rows';
import { isSaidOn } from './kept-by-choice';
import type { Plan, PlanOptions } from './plan';
import { sideDataOfRows } from './side-data-plan';
import { planStamps } from './stamp';

/**
 * Decides about every row, collects what identifies from the values of the whole data set, and makes the new values.
 *
 * @throws DicomError if the data set holds content that cannot be cleaned and that nobody has decided about, or masks
 *   can't be burnt in
 */
export function makePlan(dataSet: DataSet, options: PlanOptions): Plan {
  const { policy } = options.decisions;
  const decided = decideRows(dataSet, options);
  const { rules, unshifted, content, pixels, sideData } = decided;
  const identifiers = identifiersIn(dataSet, decided, options);
  const execution = new RuleExecution(valueContext(dataSet, options, identifiers), decided, options.edits);
  execution.run();
  const { values, removals, changes, loosened } = execution;
  if (content?.decision === 'keep-checked') loosened.profile = true;
  const stamps = planStamps(dataSet, { policy, software: options.software, identifiers, loosened, pixels });
  for (const { row, tag, vr, value } of stamps) {
    if (row >= 0) execution.replace(row, value);
    else changes.push({ kind: 'insert', parent: -1, tag, vr, value });
  }
  const isStillThere = (row: number): boolean => rules.at(row).action !== 'remove' && !values.has(row);
  return {
    dataSet,
    policy,
    rules: rules.rules,
    ruleOfRow: rules.ofRow,
    values,
    removals,
    stamps,
    changes,
    unshifted,
    identifiers,
    content,
    pixels: pixels && { ...pixels, rewritten: new Set([...pixels.rewritten].filter(isStillThere)) },
    sideData: sideDataOfRows(sideData, isStillThere),
    loosened,
  };
}

/** The identifying values of a data set alone, as the policy in force leaves them to be protected. */
export function identifiersOf(dataSet: DataSet, options: PlanOptions): Identifiers {
  return identifiersIn(dataSet, decideRows(dataSet, options), options);
}

function identifiersIn(dataSet: DataSet, { rules }: DecidedRows, { study }: PlanOptions): Identifiers {
  return collectIdentifiers(dataSet, (row) => isSaidOn(dataSet, row, rules.at(row)), study);
}

function valueContext(dataSet: DataSet, options: PlanOptions, identifiers: Identifiers): ValueContext {
  return {
    dataSet,
    pseudonyms: options.pseudonyms,
    identifiers,
    patientKey: patientKey(dataSet),
    studyKey: studyKey(dataSet),
    organization: options.organization ?? DEFAULT_ORGANIZATION,
    cleansDescriptors: options.decisions.policy.options.has('cleanDescriptors'),
  };
}
