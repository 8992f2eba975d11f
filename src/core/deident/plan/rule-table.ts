import { type Rule, UNTOUCHED } from '../rules/rule';

/** The rule of every row of a data set: each rule once, and one index a row, since files have many rows and few rules. */
export class RuleTable {
  readonly rules: Rule[] = [UNTOUCHED];
  /** Index into `rules`. */
  readonly ofRow: Uint16Array;
  private readonly indices = new Map<Rule, number>([[UNTOUCHED, 0]]);
  /** Neighbours often have one rule. */
  private last: Rule = UNTOUCHED;
  private lastIndex = 0;

  constructor(rows: number) {
    this.ofRow = new Uint16Array(rows);
  }

  at(row: number): Rule {
    return this.rules[this.ofRow[row] as number] as Rule;
  }

  set(row: number, rule: Rule): void {
    this.ofRow[row] = this.indexOf(rule);
  }

  /** @param end - exclusive */
  fill(rule: Rule, start: number, end: number): void {
    this.ofRow.fill(this.indexOf(rule), start, end);
  }

  private indexOf(rule: Rule): number {
    if (rule === this.last) return this.lastIndex;
    let index = this.indices.get(rule);
    if (index === undefined) {
      index = this.rules.length;
      this.indices.set(rule, index);
      this.rules.push(rule);
    }
    this.last = rule;
    this.lastIndex = index;
    return index;
  }
}
