import type { IconNode } from 'lucide';
import { h } from 'preact';

/**
 * Draws one icon of the Lucide set, 24 units square, in the colour of the text beside it.
 * Without a label it is decoration, and hidden from assistive technology.
 */
export function Icon({ node, label, size = 16 }: { node: IconNode; label?: string; size?: number }) {
  return (
    <svg
      class="icon"
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      stroke-width="2"
      stroke-linecap="round"
      stroke-linejoin="round"
      role={label ? 'img' : undefined}
      aria-label={label}
      aria-hidden={label ? undefined : true}
      focusable="false"
    >
      {node.map(([tag, attributes]) => h(tag, { ...attributes }))}
    </svg>
  );
}
