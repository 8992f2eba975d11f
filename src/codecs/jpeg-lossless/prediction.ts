/** Prediction of lossless JPEG (ITU-T T.81 H.1.2): samples from differences and differences from samples, modulo 65536. */

/** One row of one component among rows whose samples of a pixel stand together. */
export interface Row {
  /** Index of the component's first sample, and distance of its samples. */
  readonly first: number;
  readonly step: number;
  /** How many samples the row has. */
  readonly columns: number;
  /** Selection value, 1 to 7. */
  readonly predictor: number;
  /** What the first sample is predicted from where no row is above: after the start and after restarts. */
  readonly initial: number | undefined;
}

/** Turns differences into samples. `above`: samples of the row before; what it holds is not used after a start. */
export function undoPrediction(row: Row, differences: Int32Array, above: Uint16Array, out: Uint16Array): void {
  const { first, step, columns } = row;
  const end = first + columns * step;
  out[first] = differences[first] + (row.initial ?? above[first]);
  if (row.initial !== undefined || row.predictor === 1) {
    for (let at = first + step; at < end; at += step) out[at] = differences[at] + out[at - step];
    return;
  }
  for (let at = first + step; at < end; at += step) {
    out[at] = differences[at] + predict(row.predictor, out[at - step], above[at], above[at - step]);
  }
}

/** The reverse: differences of a row, as signed 16-bit integers. */
export function applyPrediction(row: Row, samples: Uint16Array, above: Uint16Array, out: Int16Array): void {
  const { first, step, columns } = row;
  const end = first + columns * step;
  out[first] = samples[first] - (row.initial ?? above[first]);
  const predictor = row.initial === undefined ? row.predictor : 1;
  for (let at = first + step; at < end; at += step) {
    out[at] = samples[at] - predict(predictor, samples[at - step], above[at], above[at - step]);
  }
}

/** T.81 Table H.1; left, above, and above left of the sample. */
function predict(predictor: number, a: number, b: number, c: number): number {
  switch (predictor) {
    case 1:
      return a;
    case 2:
      return b;
    case 3:
      return c;
    case 4:
      return a + b - c;
    case 5:
      return a + ((b - c) >> 1);
    case 6:
      return b + ((a - c) >> 1);
    default:
      return (a + b) >> 1;
  }
}
