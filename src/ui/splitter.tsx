interface Props {
  readonly label: string;
  /** Width in pixels of the pane before the splitter, and its limits. */
  readonly width: number;
  readonly least: number;
  readonly most: number;
  readonly onResize: (width: number) => void;
  /** The user let go: the width may be kept. */
  readonly onDone: (width: number) => void;
}

const STEP = 16;

/** A bar between two panes, moved with the mouse or with the left and right arrow keys. */
export function Splitter({ label, width, least, most, onResize, onDone }: Props) {
  const within = (wanted: number) => Math.round(Math.min(most, Math.max(least, wanted)));
  const onPointerDown = (event: PointerEvent & { readonly currentTarget: HTMLElement }) => {
    const bar = event.currentTarget;
    const start = event.clientX;
    const at = (move: PointerEvent) => within(width + move.clientX - start);
    const onMove = (move: PointerEvent) => onResize(at(move));
    bar.setPointerCapture(event.pointerId);
    bar.addEventListener('pointermove', onMove);
    const onEnd = (end: PointerEvent) => {
      bar.removeEventListener('pointermove', onMove);
      onDone(at(end));
    };
    bar.addEventListener('pointerup', onEnd, { once: true });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const by = { ArrowLeft: -STEP, ArrowRight: STEP }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    onResize(within(width + by));
    onDone(within(width + by));
  };
  return (
    <hr
      class="splitter"
      aria-orientation="vertical"
      aria-label={label}
      aria-valuenow={width}
      aria-valuemin={least}
      aria-valuemax={most}
      tabIndex={0}
      onPointerDown={onPointerDown}
      onKeyDown={onKeyDown}
    />
  );
}
