/** Links that the page was asked to fetch: one after the other, each from its question for access to its files. */
import { signal } from '@preact/signals';
import { bodyKind, HEAD_SIZE } from '../../links/body-kind';
import { fetchedName } from '../../links/file-name';
import { linkTarget, originOf } from '../../links/link';
import { boundaryOf, multipartParts } from '../../links/multipart';
import type { UnzipAnswer } from '../../links/unzip';
import type { Picked } from './file/file-view';

export type FetchFailure =
  | 'other-site'
  | 'too-large'
  | 'sign-in'
  | 'forbidden'
  | 'not-found'
  | 'server-error'
  | 'unreachable'
  | 'offline';

export type LinkFailure =
  | FetchFailure
  /** The user has not let the extension read files. */
  | 'files-off'
  /** The browser lets no extension read files. */
  | 'files-never'
  | 'file-gone'
  /** By the administrator. */
  | 'switched-off'
  | 'page-object'
  | 'unknown-scheme'
  | 'empty'
  | 'page'
  | 'not-dicom'
  | 'incomplete'
  | 'no-dicom-parts'
  | 'zip-unreadable'
  | 'zip-empty';

export type FetchAnswer =
  | { readonly ok: false; readonly failure: FetchFailure }
  | {
      readonly ok: true;
      readonly blob: Blob;
      /** Content-Type, or ''. */
      readonly type: string;
      readonly disposition: string | null;
      readonly redirected: boolean;
    };

export type LinkState =
  | { readonly kind: 'idle' }
  /** `denied`: it was asked for before, in vain. */
  | { readonly kind: 'asking'; readonly host: string; readonly denied: boolean }
  | { readonly kind: 'fetching'; readonly host: string; readonly done: number; readonly total: number | null }
  | { readonly kind: 'unpacking'; readonly host: string }
  /** A ZIP, whose files can be opened. */
  | { readonly kind: 'offer'; readonly host: string; readonly files: readonly Picked[] }
  | { readonly kind: 'failed'; readonly host: string; readonly failure: LinkFailure };

export interface LinkTools {
  /** False where the administrator has switched such links off. */
  readonly isAllowed: (kind: 'web' | 'file') => Promise<boolean>;
  readonly hasAccess: (origin: string) => Promise<boolean>;
  readonly requestAccess: (origin: string) => Promise<boolean>;
  readonly canReadFiles: () => boolean;
  readonly filesAllowed: () => Promise<boolean>;
  readonly fetch: (
    link: string,
    onward: boolean,
    onProgress: (done: number, total: number | null) => void,
    cancelled: AbortSignal,
  ) => Promise<FetchAnswer>;
  readonly unzip: (zip: Blob, cancelled: AbortSignal) => Promise<UnzipAnswer>;
  /** Takes the files of a link into the page. */
  readonly open: (files: readonly Picked[]) => void;
}

/** Failures that may be none the next time. */
export const PASSING: readonly LinkFailure[] = [
  'sign-in',
  'page',
  'server-error',
  'unreachable',
  'offline',
  'incomplete',
  'files-off',
  'forbidden',
];

export class LinkFetch {
  readonly state = signal<LinkState>({ kind: 'idle' });

  private readonly tools: LinkTools;
  /** The link at hand is the first. */
  private links: readonly string[] = [];
  /** Hosts whose links lead on to another site that the user has allowed. */
  private readonly leadingOn = new Set<string>();
  private abort = new AbortController();

  constructor(tools: LinkTools) {
    this.tools = tools;
  }

  /** Fetches a link when those before it are done with. */
  add(link: string): void {
    this.links = [...this.links, link];
    if (this.links.length === 1) void this.begin();
  }

  /** Asks for access, in answer to a click. `host`: another one than the link's, as somebody typed it. */
  async allow(host?: string): Promise<boolean> {
    const target = linkTarget(this.links[0] ?? '');
    const origin = host === undefined ? 'origin' in target && target.origin : originOf(host);
    const { signal: cancelled } = this.abort;
    const isGranted = origin && (await this.tools.requestAccess(origin));
    if (cancelled.aborted) return false;
    if (!isGranted) {
      if (this.state.value.kind === 'asking') this.state.value = { ...this.state.value, denied: true };
      return false;
    }
    if (host !== undefined && target.kind === 'web') this.leadingOn.add(target.host);
    await this.begin();
    return true;
  }

  retry(): Promise<void> {
    return this.begin();
  }

  /** Opens the files that were offered. */
  accept(): void {
    if (this.state.value.kind === 'offer') this.finish(this.state.value.files);
  }

  /** Stops, or gives up what is shown, and goes on with the next link. */
  close(): void {
    this.abort.abort();
    this.next();
  }

  /** The administrator has switched off what is being done: links to files of this computer go on. */
  stopWeb(): void {
    const [first] = this.links;
    if (first === undefined || linkTarget(first).kind !== 'web') return;
    this.abort.abort();
    this.state.value = { kind: 'failed', host: '', failure: 'switched-off' };
  }

  private async begin(): Promise<void> {
    const [link] = this.links;
    if (link === undefined) return;
    this.abort.abort();
    this.abort = new AbortController();
    const { signal: cancelled } = this.abort;
    const target = linkTarget(link);
    const host = target.kind === 'web' ? target.host : '';
    const fail = (failure: LinkFailure) => {
      if (!cancelled.aborted) this.state.value = { kind: 'failed', host, failure };
    };
    if (target.kind === 'page') return fail('page-object');
    if (target.kind === 'unknown') return fail('unknown-scheme');
    if (target.kind === 'file' && !this.tools.canReadFiles()) return fail('files-never');
    if (!(await this.tools.isAllowed(target.kind))) return fail('switched-off');
    if (target.kind === 'file' && !(await this.tools.filesAllowed())) return fail('files-off');
    const hasAccess = await this.tools.hasAccess(target.origin);
    // Somebody has closed it meanwhile, or begun again.
    if (cancelled.aborted) return;
    if (!hasAccess) {
      this.state.value = { kind: 'asking', host, denied: false };
      return;
    }
    this.state.value = { kind: 'fetching', host, done: 0, total: null };
    const onProgress = (done: number, total: number | null) => {
      if (!cancelled.aborted) this.state.value = { kind: 'fetching', host, done, total };
    };
    const answer = await this.tools.fetch(link, this.leadingOn.has(host), onProgress, cancelled);
    if (cancelled.aborted) return;
    if (!answer.ok) return fail(target.kind === 'file' ? 'file-gone' : answer.failure);
    await this.take(link, host, answer, fail, cancelled);
  }

  /** Finds the files in what came. */
  private async take(
    link: string,
    host: string,
    { blob, type, disposition, redirected }: Extract<FetchAnswer, { ok: true }>,
    fail: (failure: LinkFailure) => void,
    cancelled: AbortSignal,
  ): Promise<void> {
    if (blob.size === 0) return fail('empty');
    const name = fetchedName(link, disposition);
    const head = new Uint8Array(await blob.slice(0, HEAD_SIZE).arrayBuffer());
    const kind = bodyKind(head, type);
    if (cancelled.aborted) return;
    switch (kind) {
      case 'dicom':
        return this.finish([{ blob, name }]);
      case 'zip': {
        this.state.value = { kind: 'unpacking', host };
        const answer = await this.tools.unzip(blob, cancelled);
        if (cancelled.aborted) return;
        if (!answer.ok) return fail(answer.failure);
        if (answer.files.length === 0) return fail('zip-empty');
        this.state.value = { kind: 'offer', host, files: answer.files.map((file) => ({ ...file, inFolder: true })) };
        return;
      }
      case 'multipart': {
        const boundary = boundaryOf(type);
        const parts = boundary === undefined ? null : await multipartParts(blob, boundary);
        if (cancelled.aborted) return;
        if (parts === null) return fail('incomplete');
        const dicom = parts.filter((part) => part.type === '' || part.type.startsWith('application/dicom'));
        const own = dicom.filter((part) => !/^application\/dicom\+/.test(part.type));
        if (own.length === 0) return fail('no-dicom-parts');
        return this.finish(own.map(({ body }, index) => ({ blob: body, name: `${name} ${index + 1}` })));
      }
      case 'sign-in':
        return fail('sign-in');
      case 'page':
        // A link to a file that leads to a page instead leads to a sign-in, nearly always.
        return fail(redirected ? 'sign-in' : 'page');
      default:
        return fail('not-dicom');
    }
  }

  private finish(files: readonly Picked[]): void {
    this.tools.open(files);
    this.next();
  }

  private next(): void {
    this.links = this.links.slice(1);
    this.state.value = { kind: 'idle' };
    if (this.links.length > 0) void this.begin();
  }
}
