/**
 * The schema of managed storage for Chromium browsers, from the schema of settings: `npm run managed-schema` writes
 * assets/managed_schema.json.
 *
 * It says types and nothing more. Chromium drops a whole value for one word that does not fit, in silence, so lists of
 * words, patterns and limits stay out of it: Veil checks those itself, and says what is wrong.
 */
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type * as v from 'valibot';
import { settingsSchema } from '../src/settings/schema';

export const MANAGED_SCHEMA = 'assets/managed_schema.json';

interface Node {
  readonly type: 'object' | 'array' | 'string' | 'boolean' | 'integer';
  readonly description?: string;
  readonly properties?: Readonly<Record<string, Node>>;
  readonly items?: Node;
}

/** What an administrator reads of a setting in a console; by its path. */
const DESCRIPTIONS: Readonly<Record<string, string>> = {
  version: 'Version of these settings: 1.',
  defaultPreset: 'ID of the preset that is chosen at first.',
  presets: 'Presets besides the built-in ones.',
  'presets.id': 'Small letters, digits and hyphens.',
  'presets.base': 'ID of a built-in preset: research, research-longitudinal, teleradiology, internal.',
  'presets.options': 'Options of PS3.15 Annex E besides those of the base.',
  'presets.overrides': 'What is done to single elements instead.',
  'presets.overrides.tag': 'Tag, keyword, repeating group, private element or path.',
  'presets.overrides.privateCreator': 'Private creator of the element.',
  'presets.overrides.vr': 'In place of tag: all elements of a VR.',
  'presets.overrides.action': 'keep, remove, empty, zero, anonymized, replace, uid, shift, clean or pseudonym.',
  'presets.overrides.value': 'For replace.',
  organization: 'Short name of the organization, for new values.',
  projectKey: 'Secret of all pseudonyms: 32 bytes in base64, or passphrase:...',
  uidRoot: 'Root of new UIDs: 2.25.',
  policy: 'What users may do.',
  'policy.allowedPresets': 'IDs of the only presets that can be used.',
  'policy.lockOverrides': 'True: no hand edits, no other options, no presets of users.',
  'policy.lockedActions': 'What is done to single elements, whatever preset or user say.',
  'policy.masks': 'Burnt into images of a kind under every preset: left, top, width and height in pixels.',
  'policy.disabledFeatures': 'ownPresets, confirmFindings, confirmPixels, keepContent, links, downloads.',
  revision: 'Name of this state of the policy, shown on the options page.',
  expect: 'Paths that this policy sets, such as policy.lockedActions: Veil stops if the browser has dropped one.',
};

type Schema = v.GenericSchema & {
  readonly entries?: Readonly<Record<string, Schema>>;
  readonly wrapped?: Schema;
  readonly item?: Schema;
  readonly literal?: unknown;
};

export function managedSchema(): Node {
  return nodeOf(settingsSchema as unknown as Schema, '');
}

function nodeOf(schema: Schema, path: string): Node {
  const description = DESCRIPTIONS[path];
  const described = description === undefined ? {} : { description };
  switch (schema.type) {
    case 'optional':
      return nodeOf(schema.wrapped as Schema, path);
    case 'strict_object': {
      const inner = (name: string): string => (path === '' ? name : `${path}.${name}`);
      const entries = Object.entries(schema.entries ?? {});
      return {
        type: 'object',
        ...described,
        properties: Object.fromEntries(entries.map(([name, entry]) => [name, nodeOf(entry, inner(name))])),
      };
    }
    case 'array':
      return { type: 'array', ...described, items: nodeOf(schema.item as Schema, path) };
    case 'literal':
      return { type: typeof schema.literal === 'number' ? 'integer' : 'string', ...described };
    case 'string':
    case 'picklist':
      return { type: 'string', ...described };
    case 'boolean':
      return { type: 'boolean', ...described };
    // Pixels, rows and columns: all numbers of settings are whole ones.
    case 'number':
      return { type: 'integer', ...described };
    default:
      throw new TypeError(`managed storage can hold no ${schema.type} (${path})`);
  }
}

/** As the file has it. */
export function managedSchemaText(): string {
  return `${JSON.stringify(managedSchema(), null, 2)}\n`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(MANAGED_SCHEMA, managedSchemaText());
