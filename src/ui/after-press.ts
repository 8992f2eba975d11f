/**
 * Does something now, or where a field is left by pressing on something else, once that is released: what moves while a
 * button is being pressed would take the click from it.
 */
export function afterPress(act: () => void): void {
  if (document.querySelector(':active') === null) act();
  else addEventListener('pointerup', () => setTimeout(act), { once: true, capture: true });
}
