import browser from 'webextension-polyfill';
import type { Kept, SettingsStorage } from '../settings/store';

const USER_KEYS = ['settings', 'projectKey'];
/** Kept over restarts: there was a policy when a page looked last. */
const POLICY_SEEN = 'policySeen';
/** Kept until the browser ends: a policy was waited for, and none came. */
const NO_POLICY = 'noPolicy';
/** What Firefox says where there is no policy; it reads policies when it starts, so none will come. */
const NOT_FOUND = /manifest not found/i;

/** Settings in the browser's local storage, and the administrator's in its managed storage. */
export const settingsStorage: SettingsStorage = {
  async readUser(): Promise<Kept> {
    return await browser.storage.local.get(USER_KEYS);
  },

  async writeUser(kept) {
    const entries = Object.entries(kept);
    // What goes goes last: a failure between the two loses nothing.
    await browser.storage.local.set(Object.fromEntries(entries.filter(([, value]) => value !== null)));
    await browser.storage.local.remove(entries.filter(([, value]) => value === null).map(([key]) => key));
  },

  async readManaged() {
    try {
      return await browser.storage.managed.get();
    } catch (error) {
      if (error instanceof Error && NOT_FOUND.test(error.message)) return null;
      throw error;
    }
  },

  async expectsPolicy() {
    const session = await browser.storage.session.get(NO_POLICY);
    if (session[NO_POLICY]) return false;
    const local = await browser.storage.local.get(POLICY_SEEN);
    // Needs no permission, as it is about the extension itself.
    return Boolean(local[POLICY_SEEN]) || (await browser.management.getSelf()).installType === 'admin';
  },

  async notePolicy(isThere) {
    const local = await browser.storage.local.get(POLICY_SEEN);
    if (isThere && !local[POLICY_SEEN]) await browser.storage.local.set({ [POLICY_SEEN]: true });
    if (!isThere && local[POLICY_SEEN]) await browser.storage.local.remove(POLICY_SEEN);
    await browser.storage.session.set({ [NO_POLICY]: !isThere });
  },

  onChange(listener) {
    browser.storage.onChanged.addListener((changes, area) => {
      if (area === 'managed') listener('managed');
      if (area === 'local' && USER_KEYS.some((key) => key in changes)) listener('user');
    });
  },
};
