/** Which hand edits of an element can be made, whatever the policy in force says of it. */
import type { DataSet } from '../../core/dicom/data-set';
import type { VrCode } from '../../core/dicom/vr';
import { DicomError } from '../../core/errors';
import { replacementProblem } from '../../settings/value';
import type { RowEdit } from '../engine-api';
import { possibleActions } from '../table/actions-at';
import { reasonDetails } from './configuration';

type Edit = Omit<RowEdit, 'file'>;

/**
 * @param organization - what a placeholder in the text stands for
 * @throws DicomError if the text that is to replace a value isn't legal for its VR
 */
export function checkText(dataSet: DataSet, edit: Edit, organization: string | undefined): void {
  const problem = textProblem(dataSet, edit, organization);
  if (problem) throw new DicomError('invalid-value', { tag: dataSet.path(edit.row) }, reasonDetails(problem));
}

/** True for an edit that could be made under some settings. */
export function isLegalEdit(dataSet: DataSet, edit: Edit, organization: string | undefined): boolean {
  const { row, action } = edit;
  const isPossible = action !== null && possibleActions(dataSet, row).includes(action);
  return isPossible && !textProblem(dataSet, edit, organization);
}

function textProblem(dataSet: DataSet, { row, action, value }: Edit, organization: string | undefined) {
  return action === 'replace' ? replacementProblem(value, dataSet.vrs[row] as VrCode, organization) : undefined;
}
