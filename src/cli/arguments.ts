import { parseArgs } from 'node:util';
import { DOCUMENT_DECISIONS, type DocumentDecision } from '../core/deident/plan/uncleanable';
import type { Rectangle } from '../core/pixel/rectangle';

/** Wrong use of the command line: exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

export interface AnonymizeArguments {
  readonly command: 'anonymize';
  readonly inputs: readonly string[];
  readonly out: string;
  readonly preset: string | undefined;
  readonly settings: string | undefined;
  readonly option: readonly string[] | undefined;
  readonly keyFile: string | undefined;
  readonly names: 'pseudonym' | 'keep';
  readonly report: string | undefined;
  readonly jobs: number;
  readonly acceptFindings: boolean;
  readonly documents: DocumentDecision;
  readonly masks: readonly Rectangle[];
}

export interface InspectArguments {
  readonly command: 'inspect';
  readonly file: string;
  readonly json: boolean;
  readonly documents: DocumentDecision;
  readonly preset: string | undefined;
  readonly settings: string | undefined;
  readonly option: readonly string[] | undefined;
  readonly keyFile: string | undefined;
}

export type Arguments = AnonymizeArguments | InspectArguments | { readonly command: 'help' | 'version' };

export const USAGE = `veil anonymize INPUT... --out DIR   files or folders; what is not DICOM is reported, not copied
 -o, --out DIR           where the new files go; made if it is not there
 -p, --preset ID         research (default), research-longitudinal, teleradiology, internal
     --option NAME       a further option of PS3.15 Annex E, such as cleanDescriptors (repeatable)
     --settings FILE     presets of your own (JSON, see README)
     --key-file FILE     project key: 32 bytes, 32 bytes in base64, or passphrase:...; without it a new key for each run
     --names pseudonym|keep
                         output names: the new SOP Instance UID (default), or the paths as given
     --mask X,Y,W,H      make a rectangle of every frame black; in pixels from the top left (repeatable)
     --report FILE       what was done to each file, without values: JSON, or a page to print (FILE.html);
                         - for standard output
 -j, --jobs N            worker threads (default 1), for files or for the masked frames of one
     --accept-findings   write files even if verification finds something in them
     --documents refuse|remove|keep-checked
                         documents (PDF, CDA, STL, OBJ, MTL), recorded sound and raw data can't be cleaned: refuse
                         such files (default), remove the content and keep the rest, or keep it because you have
                         checked it (the report says so); remove also takes pixels that --mask can't be burnt into
veil inspect FILE [--json] [--preset ID] [--settings FILE] [--documents remove|keep-checked]
                         the elements, and what the preset would do to them
veil --version (or -V)
veil --help (or -h)

Exit code: 0 all done, 1 some files were refused (the others are written) or there were none, 2 wrong use, 130 or 143
stopped by Ctrl-C or SIGTERM: outputs that are there are whole, a report is not written; 141 nobody reads standard output.`;

/** @throws UsageError */
export function parseArguments(argv: readonly string[]): Arguments {
  const { values, positionals } = parse(argv);
  if (values.version) return { command: 'version' };
  if (values.help) return { command: 'help' };
  const [command, ...inputs] = positionals;
  const common = {
    preset: values.preset,
    settings: values.settings,
    option: values.option,
    keyFile: values['key-file'],
    documents: documentDecision(values.documents),
  };
  if (command === 'inspect') {
    const [file, ...others] = inputs;
    if (file === undefined || others.length > 0) throw new UsageError('inspect takes one file');
    return { command, file, json: values.json ?? false, ...common };
  }
  if (command !== 'anonymize') throw new UsageError(command === undefined ? 'no command' : `no command ${command}`);
  if (inputs.length === 0) throw new UsageError('no input');
  if (values.out === undefined) throw new UsageError('--out is missing');
  const names = values.names ?? 'pseudonym';
  if (names !== 'pseudonym' && names !== 'keep') throw new UsageError('--names is pseudonym or keep');
  const jobs = Number(values.jobs ?? '1');
  if (!Number.isInteger(jobs) || jobs < 1 || jobs > 64) throw new UsageError('--jobs is a number from 1 to 64');
  return {
    command,
    inputs,
    out: values.out,
    names,
    jobs,
    report: values.report,
    acceptFindings: values['accept-findings'] ?? false,
    masks: (values.mask ?? []).map(rectangle),
    ...common,
  };
}

function documentDecision(value = 'refuse'): DocumentDecision {
  const known = DOCUMENT_DECISIONS.find((decision) => decision === value);
  if (!known) throw new UsageError(`--documents is ${DOCUMENT_DECISIONS.join(', ')}`);
  return known;
}

function rectangle(text: string): Rectangle {
  const [, x, y, width, height] = (/^(\d{1,9}),(\d{1,9}),(\d{1,9}),(\d{1,9})$/.exec(text) ?? []).map(Number);
  if (!(width > 0 && height > 0)) throw new UsageError('--mask is X,Y,W,H: whole numbers of pixels, W and H from 1 on');
  return { x, y, width, height };
}

const OPTIONS = {
  out: { type: 'string', short: 'o' },
  preset: { type: 'string', short: 'p' },
  settings: { type: 'string' },
  option: { type: 'string', multiple: true },
  'key-file': { type: 'string' },
  names: { type: 'string' },
  report: { type: 'string' },
  jobs: { type: 'string', short: 'j' },
  'accept-findings': { type: 'boolean' },
  documents: { type: 'string' },
  mask: { type: 'string', multiple: true },
  json: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean', short: 'V' },
} as const;

type Option = keyof typeof OPTIONS;
type Values = ReturnType<typeof parseArgs<{ options: typeof OPTIONS }>>['values'];

/** Options that mean nothing to the other command: what would be passed over in silence is wrong use. */
const ONLY: Readonly<Record<AnonymizeArguments['command'] | InspectArguments['command'], readonly Option[]>> = {
  anonymize: ['out', 'names', 'report', 'jobs', 'accept-findings', 'mask'],
  inspect: ['json'],
};

/** Options and values are checked here, and not by Node, whose texts are several lines for programmers. */
function parse(argv: readonly string[]): { readonly values: Values; readonly positionals: string[] } {
  const given = parseArgs({ args: [...argv], allowPositionals: true, strict: false, tokens: true, options: OPTIONS });
  for (const token of given.tokens) {
    if (token.kind !== 'option') continue;
    const { name, rawName, value } = token;
    if (!isOption(name)) throw new UsageError(`no option ${rawName}`);
    const takesValue = OPTIONS[name].type === 'string';
    if (!takesValue && value !== undefined) throw new UsageError(`${rawName} takes no value`);
    const isNext = !token.inlineValue && /^-[-a-z]/i.test(value ?? '');
    if (takesValue && (value === undefined || isNext)) throw new UsageError(`${rawName} needs a value`);
    const only = (command: keyof typeof ONLY): boolean => ONLY[command].includes(name);
    const [command] = given.positionals;
    if ((command === 'inspect' && only('anonymize')) || (command === 'anonymize' && only('inspect'))) {
      throw new UsageError(`${command} takes no ${rawName}`);
    }
  }
  return { values: given.values as Values, positionals: given.positionals };
}

function isOption(name: string): name is Option {
  return Object.hasOwn(OPTIONS, name);
}
