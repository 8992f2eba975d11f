import type { IdentifyingValue, IdentifyingWords } from './identifying-words';

/** What the files of each study say of identities, by the study's key: plain data, which threads can exchange. */
export type StudyValues = readonly (readonly [study: string, values: readonly IdentifyingValue[]])[];

/**
 * What all files of a study together know of the people and places in it: a name that one file has in its own
 * element may stand in the description of another.
 */
export class StudyIdentifiers {
  private readonly studies = new Map<string, Map<string, IdentifyingValue>>();
  /** What was taken in already: images of a series share their words, and so may studies. */
  private readonly known = new Map<string, WeakSet<IdentifyingWords>>();
  private readonly combined = new Map<string, WeakMap<IdentifyingWords, IdentifyingWords>>();

  /** @returns what was not known of the study before; nothing for most files of a series */
  learn(study: string, words: IdentifyingWords): StudyValues {
    const known = this.known.get(study) ?? new WeakSet();
    this.known.set(study, known);
    if (known.has(words)) return [];
    known.add(words);
    return this.merge([[study, words.values]]);
  }

  /** @returns what was not known before */
  merge(studies: StudyValues): StudyValues {
    const news: [string, readonly IdentifyingValue[]][] = [];
    for (const [study, values] of studies) {
      const all = this.studies.get(study) ?? new Map<string, IdentifyingValue>();
      this.studies.set(study, all);
      const fresh = values.filter(({ kind, value }) => !all.has(`${kind} ${value}`));
      for (const value of fresh) all.set(`${value.kind} ${value.value}`, value);
      if (fresh.length === 0) continue;
      news.push([study, fresh]);
      this.combined.delete(study);
    }
    return news;
  }

  values(): StudyValues {
    return [...this.studies].map(([study, values]) => [study, [...values.values()]]);
  }

  /** The words of a file together with those of its study's other files. */
  with(words: IdentifyingWords, study: string): IdentifyingWords {
    const others = this.studies.get(study);
    if (!others) return words;
    const combined = this.combined.get(study) ?? new WeakMap<IdentifyingWords, IdentifyingWords>();
    this.combined.set(study, combined);
    let all = combined.get(words);
    if (!all) {
      all = words.with([...others.values()]);
      combined.set(words, all);
    }
    return all;
  }
}
