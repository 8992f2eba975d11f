/** Results as a table of text. */

export interface Line {
  readonly cells: readonly string[];
  /** Absent where there is no goal. */
  readonly ok?: boolean;
}

export const cell = {
  seconds: (value: number): string => value.toFixed(2),
  megabytes: (bytes: number): string => (bytes / 1e6).toFixed(0),
  ratio: (value: number): string => value.toFixed(2),
} as const;

export function printTable(heads: readonly string[], lines: readonly Line[]): void {
  const verdict = (line: Line): string => (line.ok === undefined ? '' : line.ok ? 'ok' : 'MISSED');
  const rows = [
    [...heads, ''],
    ...lines.map((line) => [...heads.map((_, index) => line.cells[index] ?? ''), verdict(line)]),
  ];
  // A message that fills one cell of a failed line must not widen the table.
  const widths =
    rows[0]?.map((_, column) => Math.min(60, Math.max(...rows.map((row) => row[column]?.length ?? 0)))) ?? [];
  console.log();
  for (const row of rows)
    console.log(
      row
        .map((text, column) => text.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    );
}
