import type { ReasonCode } from '../../../settings/error';
import { valueReasonText } from '../../../ui/reason-text';
import { snake, t } from '../../../ui/text';
import type { TextProblem } from '../../state/file/file-view';

/** Why a text can't be the value of an element, in a sentence that says what could. */
export function problemText(problem: TextProblem, vr: string): string {
  if (problem === 'empty') return t('text_empty');
  const { reason, value } = problem.details;
  if (reason === undefined) return t(`error_${snake(problem.code)}`);
  return valueReasonText({ code: reason as ReasonCode, values: value === undefined ? [] : [value] }, vr);
}
