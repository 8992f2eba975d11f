import { type Rule, UNTOUCHED } from '../rules/rule';

/** The rule of every row of a data set: each rule once, and one index a row, since files have many rows and few rules. */
export class RuleTable {
  readonly rules: Rule[] = [UNTOUCHED];
  /** Index into `rules`. */
  readonly ofRow: Uint16Array;
  private readonly indices = new Map<Rule, number>([[UNTOUCHED, 0]]);

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
    const known = this.indices.get(rule);
    if (known !== undefined) return known;
    this.indices.set(rule, this.rules.length);
    this.rules.push(rule);
    return this.rules.length - 1;
  }
}
