import type { Codec } from '../codec';
import { decode } from './decode';
import { encode } from './encode';

/** JPEG Lossless, process 14: any predictor, not only selection value 1. */
export const jpegLosslessCodec: Codec = { decode, encode };
