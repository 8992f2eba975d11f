/** The names of the texts in assets/_locales, checked by the compiler against the English file. */
import type messages from '../../../assets/_locales/en/messages.json';

export type MessageKey = keyof typeof messages;

/** Gives a text with its `$1`, `$2` filled in. */
export type Texts = (key: MessageKey, ...values: readonly (string | number)[]) => string;

/** `not-dicom` as a part of a message key: `not_dicom`. */
export type Snake<Code extends string> = Code extends `${infer Head}-${infer Tail}` ? `${Head}_${Snake<Tail>}` : Code;

export function snake<Code extends string>(code: Code): Snake<Code> {
  return code.replaceAll('-', '_') as Snake<Code>;
}
