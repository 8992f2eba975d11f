/** Decodes the blocks of a scan one after the other, each to where its coefficients begin. */
export interface BlockDecoder {
  block(position: number, offset: number): void;
  /** At a restart marker. */
  reset(): void;
}
