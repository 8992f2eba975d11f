import { type DataSet, latin1 } from '../../dicom/data-set';
import type { Tag } from '../../dicom/tag';

const PATIENT_NAME: Tag = 0x00100010;
const PATIENT_ID: Tag = 0x00100020;
const STUDY_INSTANCE_UID: Tag = 0x0020000d;
const SOP_INSTANCE_UID: Tag = 0x00080018;
const MEDIA_STORAGE_SOP_INSTANCE_UID: Tag = 0x00020003;
/** Of a file that has not even a UID, its beginning. */
const LONGEST_BEGINNING = 4096;

/**
 * What a patient's pseudonym and date shift are made from: the Patient ID; without one the name, however poor; without
 * both the study, then the instance, then the file. One value for all who have neither would move the dates of strangers
 * by the same days: whoever knows the shift of one would know it of all.
 */
export function patientKey(dataSet: DataSet): string {
  const id = textOf(dataSet, PATIENT_ID);
  if (id !== '') return id;
  const name = textOf(dataSet, PATIENT_NAME);
  if (/[^\s^=]/.test(name)) return name;
  const uid = [STUDY_INSTANCE_UID, SOP_INSTANCE_UID, MEDIA_STORAGE_SOP_INSTANCE_UID]
    .map((tag) => textOf(dataSet, tag))
    .find((text) => text !== '');
  const beginning = dataSet.retained.pieces()[0]?.bytes.subarray(0, LONGEST_BEGINNING);
  // No text of a file has a NULL within: a study is never taken for a patient.
  return `\0${uid ?? latin1(beginning ?? new Uint8Array(0))}`;
}

/** What a study's name is made from; a patient's files without one are one study. */
export function studyKey(dataSet: DataSet): string {
  return textOf(dataSet, STUDY_INSTANCE_UID) || patientKey(dataSet);
}

function textOf(dataSet: DataSet, tag: Tag): string {
  return dataSet.text(dataSet.find(tag));
}
