/**
 * The extension under an administrator's policy. Policies are the machine's, so each test has the extension under an ID of
 * its own: neither another test nor anybody else who runs Veil here sees what is set.
 */
import { createHash, generateKeyPairSync } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base, EXTENSION } from './fixture';

const FOLDER = '/etc/chromium/policies/managed';

/** The policy file of one extension. */
export class PolicyFile {
  private readonly path: string;
  private readonly id: string;

  constructor(id: string) {
    this.id = id;
    this.path = join(FOLDER, `veil-test-${id}.json`);
    mkdirSync(FOLDER, { recursive: true });
  }

  /** Sets what managed storage is to hold, and further policies of the browser. */
  set(settings: object, further: object = {}): void {
    const policy = { ...further, '3rdparty': { extensions: { [this.id]: settings } } };
    // Browsers must not see half a file; what does not end in .json they pass over.
    const temporary = `${this.path}.new`;
    writeFileSync(temporary, JSON.stringify(policy));
    renameSync(temporary, this.path);
  }

  remove(): void {
    rmSync(this.path, { force: true });
  }
}

/** A copy of the extension under a new key, and so under a new ID: SHA-256 of the key, with letters a to p as digits. */
export function copyWithOwnId(): { readonly folder: string; readonly id: string; readonly privateKey: string } {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const der = publicKey.export({ type: 'spki', format: 'der' });
  const digits = createHash('sha256').update(der).digest('hex').slice(0, 32);
  const id = digits.replace(/./g, (digit) => String.fromCharCode(97 + Number.parseInt(digit, 16)));
  const folder = mkdtempSync(join(tmpdir(), 'veil-managed-'));
  cpSync(EXTENSION, folder, { recursive: true });
  const manifest = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'));
  writeFileSync(join(folder, 'manifest.json'), JSON.stringify({ ...manifest, key: der.toString('base64') }));
  return { folder, id, privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString() };
}

interface ManagedFixtures {
  readonly copy: ReturnType<typeof copyWithOwnId>;
  readonly policy: PolicyFile;
}

export const test = base.extend<ManagedFixtures>({
  copy: async ({ headless: _ }, use) => {
    const copy = copyWithOwnId();
    await use(copy);
    rmSync(copy.folder, { recursive: true, force: true });
  },
  policy: async ({ copy }, use) => {
    const policy = new PolicyFile(copy.id);
    await use(policy);
    policy.remove();
  },
  extension: async ({ copy }, use) => {
    await use(copy.folder);
  },
});

export { expect } from '@playwright/test';
