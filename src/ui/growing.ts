import { useEffect, useState } from 'preact/hooks';

const PORTION = 50;

/** How many entries of a long list to draw by now: some more with each frame, so that the page stays fluent. */
export function useGrowing(total: number): number {
  const [drawn, setDrawn] = useState(PORTION);
  useEffect(() => {
    if (drawn >= total) return;
    const frame = requestAnimationFrame(() => setDrawn(drawn + PORTION));
    return () => cancelAnimationFrame(frame);
  }, [drawn, total]);
  return Math.min(drawn, total);
}
