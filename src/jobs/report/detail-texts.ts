import type { PlainError } from '../../core/errors';
import { type MessageKey, snake, type Texts } from './message-key';

/** Why frames can't be masked, where it helps to know. */
const REASONS = [
  'video',
  'pixels-elsewhere',
  'arithmetic-coding',
  'hierarchical',
  'multi-component',
  'no-codec',
] as const;

/** What the details of an error tell people: what a file holds, which frame it is about, why it can't be masked. */
export function detailTexts({ details }: Pick<PlainError, 'details'>, t: Texts): readonly string[] {
  const { holds, frame, reason } = details;
  const known = REASONS.find((one) => one === reason);
  const key: MessageKey | undefined = known && `error_unmaskable_${snake(known)}`;
  return [
    holds === undefined ? '' : String(holds),
    frame === undefined ? '' : t('error_frame', frame),
    key ? t(key) : '',
  ].filter((text) => text !== '');
}
