/** Under which settings, preset and options files are made, and what the user chooses of them. */
import { batch, computed, type Signal, signal } from '@preact/signals';
import type { EngineSettings } from '../../../jobs/engine-api';
import { BUILT_IN, optionsOf, usablePresets } from '../../../settings/in-force';
import type { ChoosableOption } from '../../../settings/options';
import type { Announce } from '../page/announce';
import { changesOf, type OptionSet, type PresetChoice, switchOption } from './option-set';
import { type PageSettings, stopError } from './settings';

export interface ConfigurationPage {
  readonly announce: Announce;
  /** The user takes another preset or other options. */
  readonly chosen: (before: PresetChoice, after: PresetChoice) => void;
  /** Takes what is in force now to the files; resolves when they have it. */
  readonly apply: () => Promise<void>;
}

export class Configuration {
  readonly settings: Signal<PageSettings>;
  /** The last that could be used; what comes with the software where there is nothing else. */
  readonly inForce = signal(BUILT_IN);
  readonly presets = computed(() => usablePresets(this.inForce.value));
  readonly preset = signal(BUILT_IN.settings.defaultPreset);
  /** The options that the preset has of its own. */
  readonly presetOptions = computed(() => optionsOf(this.inForce.value, this.preset.value));
  /** The options in force. */
  readonly options = signal<OptionSet>(new Set());
  readonly optionChanges = computed(() => changesOf(this.presetOptions.value, this.options.value));
  /** The settings are known, and can be used. */
  readonly isReady = computed(() => this.settings.value.kind === 'ready');

  private readonly page: ConfigurationPage;
  /** The user has chosen the preset; else it is the default of the settings. */
  private hasChosen = false;

  constructor(settings: PageSettings, page: ConfigurationPage) {
    this.settings = signal(settings);
    if (settings.kind === 'ready') this.inForce.value = settings.inForce;
    this.page = page;
  }

  /** The settings are not known yet, or not any more. */
  get isReading(): boolean {
    return this.settings.value.kind === 'reading';
  }

  /** Resolves when it is known under which settings files are made. */
  settled(): Promise<void> {
    return new Promise((resolve) => {
      const end = this.settings.subscribe(({ kind }) => {
        if (kind === 'reading') return;
        resolve();
        queueMicrotask(() => end());
      });
    });
  }

  /** What engines work under; null as long as that is not known. */
  forEngines(): EngineSettings | null {
    const settings = this.settings.value;
    if (settings.kind === 'reading') return null;
    const { added, left } = this.optionChanges.value;
    return {
      preset: this.preset.value,
      ...(added + left > 0 && { options: [...this.options.value] }),
      ...(settings.kind === 'ready'
        ? { inForce: settings.inForce, ...(settings.projectKey && { projectKey: settings.projectKey }) }
        : { stopped: stopError(settings.cause, settings.problem) }),
    };
  }

  /**
   * Takes other settings. The preset stays where the user chose it and it is still there, and so do options that were
   * changed, unless the administrator locks them.
   */
  async useSettings(settings: PageSettings): Promise<void> {
    const { added, left } = this.optionChanges.value;
    batch(() => {
      this.settings.value = settings;
      if (settings.kind === 'reading') return;
      this.inForce.value = settings.kind === 'ready' ? settings.inForce : BUILT_IN;
      const { rules, settings: merged } = this.inForce.value;
      const stays = this.hasChosen && this.isUsable(this.preset.value);
      if (!stays) this.preset.value = merged.defaultPreset;
      const keepsOptions = stays && added + left > 0 && !rules.lockOverrides;
      if (!keepsOptions) this.options.value = new Set(this.presetOptions.value);
    });
    await this.page.apply();
  }

  /** Takes a preset with its own options. */
  async choosePreset(preset: string): Promise<void> {
    this.hasChosen = true;
    await this.change({ preset, options: new Set(optionsOf(this.inForce.value, preset)) });
  }

  /** Switches an option on or off; one that contradicts it goes off. Answers which. */
  async setOption(name: ChoosableOption, on: boolean): Promise<ChoosableOption | null> {
    const { options, displaced } = switchOption(this.options.value, name, on);
    this.page.announce({ kind: 'option', name, on, displaced });
    await this.change({ preset: this.preset.value, options });
    return displaced;
  }

  /** Goes back to the options of the preset. */
  async resetOptions(): Promise<void> {
    this.page.announce({ kind: 'options-reset' });
    await this.choosePreset(this.preset.value);
  }

  /**
   * Puts a choice in force that was made before, with the preset's own options where the administrator locks them.
   * False: neither can be had.
   */
  async restore({ preset, options }: PresetChoice): Promise<boolean> {
    const { lockOverrides } = this.inForce.value.rules;
    if (!this.isUsable(preset) || (lockOverrides && preset === this.preset.value)) return false;
    batch(() => {
      this.preset.value = preset;
      this.options.value = lockOverrides ? new Set(this.presetOptions.value) : options;
    });
    await this.page.apply();
    return true;
  }

  private async change(after: PresetChoice): Promise<void> {
    const before = { preset: this.preset.value, options: this.options.value };
    const { added, left } = changesOf([...before.options], after.options);
    if (after.preset !== before.preset || added + left > 0) this.page.chosen(before, after);
    await this.restore(after);
  }

  private isUsable(preset: string): boolean {
    return this.presets.value.some(({ id }) => id === preset);
  }
}
