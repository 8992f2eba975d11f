/** What an administrator rules holds in the engine, whatever the page, old settings or an import ask for. */
import { describe, expect, test } from 'vitest';
import type { Engine } from '../../../src/jobs/engine/engine';
import type { EngineSettings, PageMask } from '../../../src/jobs/engine-api';
import { mergeSettings } from '../../../src/settings/in-force';
import { parseManaged } from '../../../src/settings/managed';
import { parseSettings } from '../../../src/settings/schema';
import { el, file, patientFile } from '../../builders';
import { COLUMNS, picture, ROWS } from '../../core/deident/pictures';
import { find, text } from '../../core/deident/run';
import { tokenize } from '../../oracle/tokenizer';
import { blobOf, bytesOf, FILE, granted, nothing, opened, rowAt } from './open-engine';

const NAME = '(0010,0010)';
const REFUSED = { ok: false };

function settings(managed: object, user: object = {}, more: Partial<EngineSettings> = {}): EngineSettings {
  const inForce = mergeSettings(parseSettings({ version: 1, ...user }), parseManaged(managed));
  return { preset: inForce.settings.defaultPreset, inForce, ...more };
}

const locking = (...lockedActions: readonly object[]) => ({ policy: { lockedActions } });
const own = (...overrides: readonly object[]) => ({
  defaultPreset: 'own',
  presets: [{ id: 'own', name: 'Own', base: 'research', options: ['retainSafePrivate'], overrides }],
});

async function tokensOf(engine: Engine) {
  const tokens = tokenize(await bytesOf(engine));
  expect(tokens.problems).toEqual([]);
  return tokens;
}

describe('a locked action', () => {
  test('wins over a preset of the user’s, its options, and over hand edits made before and after', async () => {
    const { engine } = await opened();
    const row = await rowAt(engine, '(0008,0080)');
    granted(await engine.setAction(FILE, row.id, 'keep'));
    const user = own({ tag: 'InstitutionName', action: 'keep' });
    const options = ['retainInstitutionIdentity'] as const;
    await engine.configure(settings(locking({ tag: 'InstitutionName', action: 'remove' }), user, { options }));
    expect(await rowAt(engine, row.path)).toMatchObject({ decidedBy: 'administrator', actions: [], edited: false });
    expect(await engine.setAction(FILE, row.id, 'keep')).toMatchObject(REFUSED);
    expect(find(await tokensOf(engine), row.path)).toBeUndefined();
  });

  test('keeps what it says to keep', async () => {
    const { engine } = await opened();
    await engine.configure(
      settings(locking({ tag: 'InstitutionName', action: 'keep' }), own({ vr: 'LO', action: 'empty' })),
    );
    expect(text(await tokensOf(engine), '0008,0080')).toBe('Nordlicht-Klinik');
  });

  test('for all elements of a VR wins over a private element that a user’s preset names, and over another VR in the file', async () => {
    const input = patientFile({
      private: [el('0009,1006', 'PN', 'Nobody^Else')],
      more: [el('0032,1032', 'LO', 'Hollerbach^Ines')],
    });
    const { engine } = await opened(input);
    const user = own(
      { tag: '(0009,xx06)', privateCreator: 'VEIL TEST 1', action: 'keep' },
      { tag: 'RequestingPhysician', action: 'keep' },
    );
    await engine.configure(settings({}, user));
    expect(text(await tokensOf(engine), '0009,1006')).toBe('Nobody^Else');
    await engine.configure(settings(locking({ vr: 'PN', action: 'empty' }), user));
    const tokens = await tokensOf(engine);
    expect(text(tokens, '0009,1006')).toBe('');
    expect(text(tokens, '0032,1032')).toBe('');
  });

  test('is shown at once, and gone with the policy: hand edits are in force again', async () => {
    const { engine } = await opened();
    const row = await rowAt(engine, NAME);
    granted(await engine.setAction(FILE, row.id, 'replace', 'Case^Seven'));
    await engine.configure(settings(locking({ tag: 'PatientName', action: 'empty' })));
    expect(text(await tokensOf(engine), NAME)).toBe('');
    await engine.configure(settings({}));
    expect(await rowAt(engine, NAME)).toMatchObject({ edited: true, decidedBy: 'user' });
    expect(text(await tokensOf(engine), NAME)).toBe('Case^Seven');
  });
});

test('hand edits of a file that is opened again under locks are in force when these have gone', async () => {
  const { engine } = await opened();
  const { id: row } = await rowAt(engine, NAME);
  const again = async (policy: object, ...edits: Parameters<Engine['restoreEdits']>[1]) => {
    await engine.configure(settings({ policy }));
    granted(await engine.open(FILE, blobOf(patientFile()), nothing));
    return granted(await engine.restoreEdits(FILE, edits)).counts;
  };
  const edit = { row, action: 'replace', value: 'Case^Seven' } as const;
  for (const policy of [{ lockOverrides: true }, { lockedActions: [{ tag: 'PatientName', action: 'empty' }] }]) {
    expect(await again(policy, edit)).toEqual(await again(policy));
    await again(policy, edit);
    expect(text(await tokensOf(engine), NAME)).not.toBe('Case^Seven');
    await engine.configure(settings({}));
    expect(await rowAt(engine, NAME)).toMatchObject({ edited: true, decidedBy: 'user' });
    expect(text(await tokensOf(engine), NAME)).toBe('Case^Seven');
  }
});

test('no edit comes back that could not have been made', async () => {
  const { engine } = await opened();
  const { id: stamped } = await rowAt(engine, '(0008,0016)');
  const { id: name } = await rowAt(engine, NAME);
  const before = granted(await engine.opened(FILE));
  const edits = [
    { row: stamped, action: 'remove', value: '' },
    { row: name, action: 'shift', value: '' },
    { row: name, action: 'replace', value: 'x'.repeat(99) },
    { row: 9999, action: 'keep', value: '' },
  ] as const;
  expect(granted(await engine.restoreEdits(FILE, edits))).toEqual(before);
});

test('where changes are locked no hand edit is in force, nor can one be made', async () => {
  const { engine } = await opened();
  const row = await rowAt(engine, NAME);
  granted(await engine.setAction(FILE, row.id, 'keep'));
  await engine.configure(settings({ policy: { lockOverrides: true } }, {}, { options: ['retainUIDs'] }));
  expect(await rowAt(engine, NAME)).toMatchObject({ decidedBy: 'profile', actions: [], edited: false });
  expect(await engine.setAction(FILE, row.id, 'keep')).toMatchObject(REFUSED);
  const tokens = await tokensOf(engine);
  expect(text(tokens, NAME)).toMatch(/^ANON-/);
  expect(text(tokens, '0020,000d')).toMatch(/^2\.25\./);
});

test('where findings can’t be confirmed an output with findings is not handed out', async () => {
  const { engine } = await opened();
  const row = await rowAt(engine, NAME);
  granted(await engine.setAction(FILE, row.id, 'keep'));
  const made = async () => granted(await engine.anonymize(FILE, nothing));
  const suspicious = await made();
  expect(suspicious).toMatchObject({ mayConfirm: true, blob: expect.any(Blob) });
  await engine.configure(settings({ policy: { disabledFeatures: ['confirmFindings'] } }));
  const { findings, facts } = suspicious;
  expect(findings).not.toEqual([]);
  expect(await made()).toMatchObject({ mayConfirm: false, blob: null, findings, facts });
  granted(await engine.setAction(FILE, row.id, null));
  expect(await made()).toMatchObject({ findings: [], blob: expect.any(Blob) });
});

test('content that was kept as checked is refused as soon as that is switched off', async () => {
  const pdf = '1.2.840.10008.5.1.4.1.1.104.1';
  const elements = [el('0008,0016', 'UI', pdf), el('0010,0010', 'PN', 'Doe^Jane'), el('0042,0011', 'OB', '%PDF')];
  const { engine } = await opened();
  granted(await engine.open(FILE, blobOf(file({ sopClass: pdf, elements })), nothing, 'keep-checked'));
  granted(await engine.anonymize(FILE, nothing));
  await engine.configure(settings({ policy: { disabledFeatures: ['keepContent'] } }));
  const refused = { ok: false, error: { code: 'encapsulated-document' } };
  expect(await engine.opened(FILE)).toMatchObject(refused);
  expect(await engine.anonymize(FILE, nothing)).toMatchObject(refused);
  await engine.configure(settings({}));
  granted(await engine.anonymize(FILE, nothing));
});

test('a picture that somebody confirmed has to be masked as soon as confirming is switched off', async () => {
  const { engine } = await opened();
  granted(await engine.open(FILE, blobOf(picture()), nothing));
  granted(await engine.confirmPixels(FILE, true));
  granted(await engine.anonymize(FILE, nothing));
  await engine.configure(settings({ policy: { disabledFeatures: ['confirmPixels'] } }));
  expect(granted(await engine.opened(FILE)).pixels).toMatchObject({ gate: 'closed', mayConfirm: false });
  expect(await engine.anonymize(FILE, nothing)).toMatchObject({ ok: false, error: { code: 'pixels-not-checked' } });
  granted(await engine.setMasks(FILE, [{ id: 1, x: 0, y: 0, width: 2, height: 2, enabled: true }]));
  expect(granted(await engine.anonymize(FILE, nothing)).facts.confirmations).toBeUndefined();
});

describe('masks that the administrator gives', () => {
  const TOP = { x: 0, y: 0, width: COLUMNS, height: 2 };
  const BELOW: PageMask = { id: 1, x: 0, y: 4, width: COLUMNS, height: 1, enabled: true };
  const masks = [{ when: { modality: 'US' }, rectangles: [[0, 0, COLUMNS, 2]] }];
  const preset = { id: 'site', name: 'Site', base: 'research', masks };

  async function openedUnder(managed: object, user: object = {}, input = picture()) {
    const { engine } = await opened();
    await engine.configure(settings(managed, user));
    return { engine, pixels: granted(await engine.open(FILE, blobOf(input), nothing)).pixels };
  }
  /** The rows of the output's picture that are black. */
  async function blackRows(engine: Engine): Promise<readonly number[]> {
    const pixels = find(await tokensOf(engine), '(7FE0,0010)')?.value ?? new Uint8Array(0);
    return Array.from({ length: ROWS }, (_, row) => row).filter((row) =>
      pixels.subarray(row * COLUMNS, (row + 1) * COLUMNS).every((sample) => sample === 0),
    );
  }

  test.each([
    ['with a preset', { presets: [preset], defaultPreset: 'site' }],
    ['under every preset', { policy: { masks } }],
  ])('%s are burnt in, whatever the user masks', async (_, managed) => {
    const { engine, pixels } = await openedUnder(managed);
    expect(pixels).toMatchObject({ gate: 'masked', masks: [], lockedMasks: [TOP] });
    expect((await rowAt(engine, '(7FE0,0010)')).decidedBy).toBe('administrator');
    expect(await blackRows(engine)).toEqual([0, 1]);
    granted(await engine.setMasks(FILE, [BELOW]));
    expect(await blackRows(engine)).toEqual([0, 1, 4]);
    granted(await engine.setMasks(FILE, []));
    expect(await blackRows(engine)).toEqual([0, 1]);
  });

  test('come to a picture that the user has masked before, and go with the policy', async () => {
    const { engine } = await openedUnder({});
    granted(await engine.setMasks(FILE, [BELOW]));
    await engine.configure(settings({ policy: { masks } }));
    expect(await blackRows(engine)).toEqual([0, 1, 4]);
    await engine.configure(settings({}));
    expect(await blackRows(engine)).toEqual([4]);
  });

  test('stop the output of a picture that they miss', async () => {
    const beside = [{ when: {}, rectangles: [[COLUMNS, 0, 2, 2]] }];
    const { engine } = await openedUnder({ policy: { masks: beside } });
    expect(await engine.anonymize(FILE, nothing)).toMatchObject({ ok: false, error: { code: 'mask-outside' } });
  });

  test('are for the pictures that they name: a preset of the user’s offers its own beside them', async () => {
    const own = { defaultPreset: 'own', presets: [{ ...preset, id: 'own' }] };
    const ofOthers = [{ when: { modality: 'XA' }, rectangles: [[0, 5, COLUMNS, 1]] }];
    const { engine, pixels } = await openedUnder({ policy: { masks: ofOthers } }, own);
    expect(pixels).toMatchObject({ gate: 'masked', masks: [TOP], lockedMasks: [] });
    expect(granted(await engine.setMasks(FILE, [])).pixels?.gate).toBe('closed');
  });
});

describe('nothing is made', () => {
  test('while settings or policy can’t be used', async () => {
    const { engine } = await opened();
    const stopped = { code: 'policy-invalid', details: { path: 'policy' } } as const;
    await engine.configure({ preset: 'research', stopped });
    expect(await engine.anonymize(FILE, nothing)).toEqual({ ok: false, error: stopped });
    await engine.configure({ preset: 'research' });
    granted(await engine.anonymize(FILE, nothing));
  });

  test('under a preset that is not allowed', async () => {
    const { engine } = await opened();
    await engine.configure(settings({ policy: { allowedPresets: ['internal'] } }, {}, { preset: 'research' }));
    expect(await engine.anonymize(FILE, nothing)).toMatchObject({
      ok: false,
      error: { code: 'settings-invalid', details: { reason: 'not-allowed' } },
    });
  });

  test('under a preset whose value does not fit with the organization that the administrator gave', async () => {
    const { engine } = await opened();
    const user = own({ tag: 'AccessionNumber', action: 'replace', value: '{organization}' });
    await engine.configure(settings({ organization: 'A rather long name' }, user));
    expect(await engine.anonymize(FILE, nothing)).toMatchObject({
      ok: false,
      error: { code: 'settings-invalid', details: { path: 'presets.0.overrides.0', reason: 'too-long', value: 16 } },
    });
  });
});

describe('settings in force', () => {
  const key = (fill: number) => new Uint8Array(32).fill(fill);

  test('the project key makes the pseudonyms, and without it the session’s does again', async () => {
    const { engine } = await opened();
    const nameUnder = async (projectKey?: Uint8Array) => {
      await engine.configure({ preset: 'research', ...(projectKey && { projectKey }) });
      return text(await tokensOf(engine), NAME);
    };
    const session = await nameUnder();
    const project = await nameUnder(key(1));
    expect(new Set([session, project, await nameUnder(key(2))]).size).toBe(3);
    expect(await nameUnder(key(1))).toBe(project);
    expect(await nameUnder()).toBe(session);
  });

  test('organization and name of the preset reach output and report', async () => {
    const { engine } = await opened();
    await engine.configure(
      settings({ organization: 'SITE' }, own({ tag: 'InstitutionName', action: 'replace', value: '{organization} 7' })),
    );
    expect(text(await tokensOf(engine), '0008,0080')).toBe('SITE 7');
    expect(granted(await engine.anonymize(FILE, nothing)).head.preset).toMatchObject({ id: 'own', name: 'Own' });
  });
});
