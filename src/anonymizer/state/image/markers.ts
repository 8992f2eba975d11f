/** Words that are put into pictures for whoever reads them: sides, positions, projections. None is of anybody's identity. */

const MARKERS = new Set(
  `l r lt rt left right links rechts gauche droite g d kiri kanan izquierda derecha sinistra destra
  a p s i h f ant post sup inf ap pa lat lateral obl oblique axial cc mlo lcc rcc lmlo rmlo
  supine prone erect semi-erect upright standing sitting recumbent decubitus decub weight-bearing weightbearing wb
  portable mobile bedside inspiration expiration insp exp
  stehend liegend sitzend debout couché assis berdiri berbaring duduk`.split(/\s+/),
);

/** True for one such word and nothing else: whatever stands beside it may be a name. */
export function isMarker(text: string): boolean {
  return MARKERS.has(text.trim().toLowerCase());
}
