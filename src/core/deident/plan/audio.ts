/** Recorded sound in waveforms (PS3.3 C.10.9): a voice identifies a person, and says names. */
import type { DataSet } from '../../dicom/data-set';
import type { Tag } from '../../dicom/tag';

const WAVEFORM_DATA: Tag = 0x54001010;
const WAVEFORM_BITS_ALLOCATED: Tag = 0x54001004;
const WAVEFORM_SAMPLE_INTERPRETATION: Tag = 0x54001006;
const NUMBER_OF_WAVEFORM_CHANNELS: Tag = 0x003a0005;
export const NUMBER_OF_WAVEFORM_SAMPLES: Tag = 0x003a0010;
const CHANNEL_DEFINITION_SEQUENCE: Tag = 0x003a0200;
const CHANNEL_SOURCE_SEQUENCE: Tag = 0x003a0208;
const CODE_VALUE: Tag = 0x00080100;
const CODING_SCHEME_DESIGNATOR: Tag = 0x00080102;

/** Basic Voice Audio and General Audio Waveform Storage. */
const AUDIO_CLASSES: ReadonlySet<string> = new Set(['1.2.840.10008.5.1.4.1.1.9.4.1', '1.2.840.10008.5.1.4.1.1.9.4.2']);
/** Channel sources of CID 3000: voice, narrative, room, Doppler, heart and body sounds. */
const AUDIO_SOURCE = /^10911[0-5]$/;
/** Companded samples (mu-law, A-law; PS3.3 C.10.9.1.5): what telephones make of speech. */
const COMPANDED: ReadonlySet<string> = new Set(['MB', 'AB']);
const DEFAULT_BITS = 16;
const MOST_BITS = 64;

/** Rows of Waveform Data that is sound, at any depth. */
export function audioRows(dataSet: DataSet, sopClassUid: string): readonly number[] {
  const { count, tags, parents } = dataSet;
  const rows: number[] = [];
  for (let row = tags.indexOf(WAVEFORM_DATA); row >= 0 && row < count; row = tags.indexOf(WAVEFORM_DATA, row + 1)) {
    if (dataSet.valueLength(row) === 0) continue;
    if (AUDIO_CLASSES.has(sopClassUid) || isAudioGroup(dataSet, parents[row] as number)) rows.push(row);
  }
  return rows;
}

/** True where a multiplex group has a channel of sound; its channels are interleaved, so they go together. */
function isAudioGroup(dataSet: DataSet, group: number): boolean {
  if (COMPANDED.has(dataSet.text(dataSet.find(WAVEFORM_SAMPLE_INTERPRETATION, group)))) return true;
  return itemsOf(dataSet, dataSet.find(CHANNEL_DEFINITION_SEQUENCE, group)).some((channel) =>
    itemsOf(dataSet, dataSet.find(CHANNEL_SOURCE_SEQUENCE, channel)).some(
      (source) =>
        AUDIO_SOURCE.test(dataSet.text(dataSet.find(CODE_VALUE, source))) &&
        dataSet.text(dataSet.find(CODING_SCHEME_DESIGNATOR, source)) === 'DCM',
    ),
  );
}

function itemsOf(dataSet: DataSet, sequence: number): readonly number[] {
  const items: number[] = [];
  if (sequence < 0) return items;
  for (let row = sequence + 1; row < (dataSet.nexts[sequence] as number); row = dataSet.nexts[row] as number) {
    items.push(row);
  }
  return items;
}

/** More than any recorder has: Number of Waveform Channels is of 16 bits. */
const MOST_CHANNELS = 65_535;

/** Zeros for one sample of each channel: Waveform Data has Type 1, so something must be there. */
export function oneSample(dataSet: DataSet, group: number): Uint8Array {
  const channels = Math.min(dataSet.number(dataSet.find(NUMBER_OF_WAVEFORM_CHANNELS, group)) ?? 1, MOST_CHANNELS);
  const bits = dataSet.number(dataSet.find(WAVEFORM_BITS_ALLOCATED, group)) ?? DEFAULT_BITS;
  return new Uint8Array(Math.max(1, channels) * Math.ceil(Math.min(Math.max(bits, 8), MOST_BITS) / 8));
}
