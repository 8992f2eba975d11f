import { Crop, Square, Trash2 } from 'lucide';
import type { Rectangle } from '../../../core/pixel/rectangle';
import { Icon } from '../../../ui/icon';
import { Locked } from '../../../ui/locked';
import { type MessageKey, t } from '../../../ui/text';
import type { FileView } from '../../state/file/file-view';
import { withNumber } from '../../state/image/mask-geometry';
import type { Mask } from '../../state/image/masks';
import { useSession } from '../context';
import { useImage } from './context';

const NUMBERS: readonly (readonly [keyof Rectangle, MessageKey])[] = [
  ['x', 'mask_x'],
  ['y', 'mask_y'],
  ['width', 'mask_width'],
  ['height', 'mask_height'],
];
const THIS_FRAME = 'this';
const SOME_FRAMES = 'some';

/** One mask: whether it applies, where it is, on which frames. The selected one shows its numbers. */
export function MaskItem({ file, mask, number }: { file: FileView; mask: Mask; number: number }) {
  const session = useSession();
  const { masks, viewer } = useImage();
  const selected = masks.selected.value?.id === mask.id;
  const frames = viewer.info.value?.frames ?? 1;
  return (
    <li class={selected ? 'mask-item selected' : 'mask-item'}>
      <input
        type="checkbox"
        aria-label={t('mask_apply', number)}
        title={t('mask_apply', number)}
        checked={mask.enabled}
        onChange={(event) => session.masks.set(file, mask.id, { enabled: event.currentTarget.checked })}
      />
      <button
        type="button"
        class="mask-select"
        aria-expanded={selected}
        aria-label={t('mask_edit', number, placeOf(mask))}
        onClick={() => masks.select(selected ? null : mask.id)}
      >
        <Icon node={mask.kind === 'keep' ? Crop : Square} size={14} />
        <strong>{number}</strong>
        <span class="mask-place">
          {mask.kind === 'keep' && `${t('mask_keeps')} `}
          {placeOf(mask)}
        </span>
      </button>
      {frames > 1 && mask.kind === 'cover' && <Scope file={file} mask={mask} number={number} />}
      <button
        type="button"
        class="button quiet slim square"
        aria-label={t('mask_delete', number)}
        title={t('mask_delete', number)}
        onClick={(event) => {
          const { currentTarget: button } = event;
          focusNeighbor(button);
          session.masks.remove(file, mask.id);
        }}
      >
        <Icon node={Trash2} size={14} />
      </button>
      {selected && <Numbers file={file} mask={mask} number={number} />}
    </li>
  );
}

/** A mask that the administrator has set: there is nothing to change. */
export function LockedMaskItem({ mask }: { mask: Rectangle }) {
  return (
    <li class="mask-item">
      <Locked short />
      <span class="mask-place">{placeOf(mask)}</span>
    </li>
  );
}

function placeOf({ x, y, width, height }: Rectangle): string {
  return t('mask_place', x, y, width, height);
}

/** The focus goes on to the next mask, or to the button that adds one. */
function focusNeighbor(button: HTMLElement): void {
  const item = button.closest('li');
  const next = item?.nextElementSibling ?? item?.previousElementSibling;
  const to = next?.querySelector<HTMLElement>('.mask-select') ?? item?.closest('.mask-panel')?.querySelector('button');
  to?.focus();
}

function Scope({ file, mask, number }: { file: FileView; mask: Mask; number: number }) {
  const session = useSession();
  const { viewer } = useImage();
  const { frames } = mask;
  const single = frames && frames.first === frames.last ? frames.first : null;
  const value = frames === null ? 'all' : single === null ? SOME_FRAMES : THIS_FRAME;
  return (
    <select
      class="field mask-scope"
      aria-label={t('mask_scope', number)}
      value={value}
      onChange={(event) => {
        const frame = viewer.frame.value;
        const isThis = event.currentTarget.value === THIS_FRAME;
        session.masks.set(file, mask.id, { frames: isThis ? { first: frame, last: frame } : null });
      }}
    >
      <option value="all">{t('mask_all_frames')}</option>
      <option value={THIS_FRAME}>{t('mask_this_frame', (single ?? viewer.frame.value) + 1)}</option>
      {frames && single === null && (
        <option value={SOME_FRAMES}>{t('mask_some_frames', frames.first + 1, frames.last + 1)}</option>
      )}
    </select>
  );
}

function Numbers({ file, mask, number }: { file: FileView; mask: Mask; number: number }) {
  const session = useSession();
  const { viewer } = useImage();
  const info = viewer.info.value;
  if (!info) return null;
  return (
    <div class="mask-numbers">
      {NUMBERS.map(([name, label]) => (
        <label key={name}>
          <span aria-hidden="true">{t(label)}</span>
          <input
            type="number"
            class="field"
            aria-label={t('mask_number', number, t(label))}
            step={1}
            value={mask[name]}
            onChange={(event) => {
              const typed = event.currentTarget.valueAsNumber;
              if (Number.isFinite(typed)) {
                const { x, y, width, height } = withNumber(mask, name, typed, info);
                session.masks.set(file, mask.id, { x, y, width, height });
              }
              event.currentTarget.value = String(file.pixels.masks.value.find(({ id }) => id === mask.id)?.[name]);
            }}
          />
        </label>
      ))}
    </div>
  );
}
