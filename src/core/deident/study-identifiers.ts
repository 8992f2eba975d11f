import type { IdentifyingValue, IdentifyingWords } from './identifying-words';

/** What the files of each study say of identities, by the study's key: plain data, which threads can exchange. */
export type StudyValues = readonly (readonly [study: string, values: readonly IdentifyingValue[]])[];

/**
 * What all files of a study together know of the people and places in it: a name that one file has in its own
 * element may stand in the description of another.
 */
export class StudyIdentifiers {
  private readonly studies = new Map<string, Map<string, IdentifyingValue>>();
  /** What was taken in already: images of a series share their words. */
  private readonly known = new Set<IdentifyingWords>();
  private combined = new WeakMap<IdentifyingWords, IdentifyingWords>();

  learn(study: string, words: IdentifyingWords): void {
    if (this.known.has(words)) return;
    this.known.add(words);
    this.merge([[study, words.values]]);
  }

  merge(studies: StudyValues): void {
    for (const [study, values] of studies) {
      const all = this.studies.get(study) ?? new Map<string, IdentifyingValue>();
      this.studies.set(study, all);
      for (const value of values) all.set(`${value.kind} ${value.value}`, value);
    }
    this.combined = new WeakMap();
  }

  values(): StudyValues {
    return [...this.studies].map(([study, values]) => [study, [...values.values()]]);
  }

  /** The words of a file together with those of its study's other files. */
  with(words: IdentifyingWords, study: string): IdentifyingWords {
    const others = this.studies.get(study);
    if (!others) return words;
    let all = this.combined.get(words);
    if (!all) {
      all = words.with([...others.values()]);
      this.combined.set(words, all);
    }
    return all;
  }
}
