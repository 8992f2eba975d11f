/** Real images as they are shown: RGBA with the window of their file. */
import { existsSync, openAsBlob } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { FrameSource } from '../../src/anonymizer/preview/frame-source';
import { Codecs } from '../../src/codecs/codecs';
import { BlobSource } from '../../src/core/io/byte-source';
import { renderFrame } from '../../src/core/pixel/render';

export interface RealPicture {
  readonly name: string;
  /** Text was burned in before: what is found there besides is not counted as false. */
  readonly hasOwnText: boolean;
  readonly columns: number;
  readonly rows: number;
  readonly rgba: Uint8ClampedArray<ArrayBuffer>;
}

/** Of each kind of image one, with the modality it comes from. */
const FILES: readonly (readonly [name: string, path: string])[] = [
  ['CT body', 'Enet4+dicom-test-files/data/WG04/J2KR/CT1_J2KR'],
  ['CT head', 'cornerstonejs+cornerstone3D/CTImage.dcm'],
  ['CT pelvis', 'fo-dicom+fo-dicom/GH1728.dcm'],
  ['MR', 'Enet4+dicom-test-files/data/WG04/J2KI/MR1_J2KI'],
  ['MR sagittal', 'Enet4+dicom-test-files/data/pydicom/MR-SIEMENS-DICOM-WithOverlays.dcm'],
  ['MR cine', 'dcmjs-org+dcmjs/test/cine-test.dcm'],
  ['NM', 'Enet4+dicom-test-files/data/WG04/J2KR/NM1_J2KR'],
  ['CR', 'fo-dicom+fo-dicom/CR-ModalitySequenceLUT.dcm'],
  ['OP', 'dcmjs-org+dcmjs/test/sample-op.dcm'],
  ['XC face', 'Enet4+dicom-test-files/data/pydicom/OT-PAL-8-face.dcm'],
  ['US gray', 'Enet4+dicom-test-files/data/pydicom/JPGLosslessP14SV1_1s_1f_8b.dcm'],
  ['US color', 'Enet4+dicom-test-files/data/WG04/J2KR/US1_J2KR'],
  ['US old', 'Enet4+dicom-test-files/data/pydicom/OBXXXX1A.dcm'],
  ['US palette', 'pydicom+pydicom/test_files/examples_palette.dcm'],
];

export async function realPictures(corpus: string): Promise<RealPicture[]> {
  const codecs = new Codecs(async (url) => new Uint8Array(await readFile(pathOf(url))));
  const pictures: RealPicture[] = [];
  for (const [name, file] of FILES) {
    const path = join(corpus, file);
    if (!existsSync(path)) continue;
    const source = await FrameSource.open(new BlobSource(await openAsBlob(path)), codecs);
    if (!source) continue;
    const { description } = source;
    const rgba = renderFrame(await source.samples(0), description, source.displayOf(0));
    const { columns, rows } = description;
    pictures.push({ name, hasOwnText: name.startsWith('US'), columns, rows, rgba });
  }
  return pictures;
}

/** Where Vite's server would find a file of a package. */
function pathOf(url: string): string {
  return url.startsWith('/@fs/') ? url.slice('/@fs'.length) : join(process.cwd(), url);
}
