/** Masks that the user asked to remember for a device: rectangles and what the device is, nothing of a patient. */
import { signal } from '@preact/signals';
import type { Device } from '../../../core/pixel/device-regions';
import { type DeviceMasks, isSameDevice, type RememberedMask } from '../../../settings/carried';
import { sameRectangle } from './mask-geometry';
import type { Masks } from './masks';

export class MaskMemory {
  private readonly known = signal<readonly DeviceMasks[]>([]);
  private readonly store: (all: readonly DeviceMasks[]) => void;

  constructor(stored: readonly DeviceMasks[], store: (all: readonly DeviceMasks[]) => void) {
    this.known.value = stored;
    this.store = store;
  }

  of(device: Device): readonly RememberedMask[] {
    return this.known.value.find((one) => isSameDevice(one, device))?.masks ?? [];
  }

  /** Remembers masks in place of those before; frames are of one file and are not remembered. */
  remember(device: Device, masks: Masks): void {
    const { modality, manufacturer, model, rows, columns } = device;
    const kept = masks
      .filter(({ enabled }) => enabled)
      .map(({ kind, x, y, width, height }): RememberedMask => ({ kind, x, y, width, height }));
    this.put([...this.others(device), { modality, manufacturer, model, rows, columns, masks: kept }]);
  }

  /** True where exactly these masks are remembered for a device. */
  holds(device: Device, masks: Masks): boolean {
    const known = this.of(device);
    const enabled = masks.filter((mask) => mask.enabled);
    return (
      known.length > 0 &&
      known.length === enabled.length &&
      known.every((one, index) => one.kind === enabled[index].kind && sameRectangle(one, enabled[index]))
    );
  }

  forget(device: Device): void {
    this.put(this.others(device));
  }

  /** Takes over what another tab has remembered and forgotten. */
  follow(all: readonly DeviceMasks[]): void {
    this.known.value = all;
  }

  private others(device: Device): readonly DeviceMasks[] {
    return this.known.value.filter((one) => !isSameDevice(one, device));
  }

  private put(all: readonly DeviceMasks[]): void {
    this.known.value = all;
    this.store(all);
  }
}
