import type { Tag } from '../../dicom/tag';
import type { VrCode } from '../../dicom/vr';
import { decide } from './decide';
import type { Policy } from './policy';
import type { Position } from './resolve';
import type { Rule } from './rule';

/**
 * What a policy decides for the elements of one place (a SOP Class, and the sequences around them). Files
 * of one run share places, so each decision is made once.
 */
export class DecisionContext {
  private readonly policy: Policy;
  private readonly position: Position;
  /** By VR, then by tag: small integers are quick keys. */
  private readonly rules: Map<Tag, Rule>[] = [];
  private readonly inner = new Map<Tag, DecisionContext>();
  private withoutShift: DecisionContext | undefined;

  constructor(policy: Policy, position: Position) {
    this.policy = policy;
    this.position = position;
  }

  /** The sequences around the place, from the outermost. */
  get sequences(): readonly Tag[] {
    return this.position.sequences;
  }

  rule(tag: Tag, vr: VrCode): Rule {
    let rules = this.rules[vr];
    if (!rules) {
      rules = new Map();
      this.rules[vr] = rules;
    }
    let decided = rules.get(tag);
    if (!decided) {
      decided = decide(tag, vr, this.position, this.policy);
      rules.set(tag, decided);
    }
    return decided;
  }

  /** The rule for a value that should be shifted and is no date: as if dates were not shifted. */
  unshifted(tag: Tag, vr: VrCode): Rule {
    this.withoutShift ??= new DecisionContext(withoutShift(this.policy), this.position);
    return this.withoutShift.rule(tag, vr);
  }

  /** The place in the items of a sequence. */
  inside(sequence: Tag): DecisionContext {
    let context = this.inner.get(sequence);
    if (!context) {
      const { sopClassUid, sequences } = this.position;
      context = new DecisionContext(this.policy, { sopClassUid, sequences: [...sequences, sequence] });
      this.inner.set(sequence, context);
    }
    return context;
  }
}

/** All decisions of one policy. */
export class Decisions {
  readonly policy: Policy;
  private readonly roots = new Map<string, DecisionContext>();

  constructor(policy: Policy) {
    this.policy = policy;
  }

  forSopClass(sopClassUid: string): DecisionContext {
    let root = this.roots.get(sopClassUid);
    if (!root) {
      root = new DecisionContext(this.policy, { sopClassUid, sequences: [] });
      this.roots.set(sopClassUid, root);
    }
    return root;
  }
}

function withoutShift(policy: Policy): Policy {
  const options = new Set(policy.options);
  options.delete('retainLongModifiedDates');
  return { ...policy, options };
}
