import { type MessageKey, snake, t } from '../../ui/text';
import type { TextProblem } from '../state/file-view';

/** What values of a VR look like, where that is less than any text (PS3.5 6.2). */
const FORMS: Readonly<Record<string, MessageKey>> = {
  AS: 'form_as',
  CS: 'form_cs',
  DA: 'form_da',
  DS: 'form_ds',
  DT: 'form_dt',
  IS: 'form_is',
  TM: 'form_tm',
};

/** Why a text can't be the value of an element, in a sentence that says what could. */
export function problemText(problem: TextProblem, vr: string): string {
  if (problem === 'empty') return t('text_empty');
  const reason = String(problem.details.reason ?? '');
  const limit = /^at most (\d+)/.exec(reason)?.[1];
  if (limit) return t('text_too_long', Number(limit));
  if (/ASCII/.test(reason)) return t('text_ascii');
  const form = FORMS[vr];
  return t(form ?? `error_${snake(problem.code)}`);
}
