/** Why settings, or the value that an action gives, can't be taken. */
import type { Reason } from '../settings/error';
import { type MessageKey, snake, t } from './text';

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

export function reasonText({ code, values }: Reason): string {
  return t(`reason_${snake(code)}`, ...values);
}

/** The same for a value: it says what the VR's values look like. */
export function valueReasonText(reason: Reason, vr: string): string {
  const form = reason.code === 'no-value' ? FORMS[vr] : undefined;
  return form ? t(form) : reasonText(reason);
}
