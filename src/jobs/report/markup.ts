/** HTML as text, in which whatever is not markup is escaped. */
export class Markup {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

type Part = Markup | string | number | false | undefined | readonly Part[];

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function write(part: Part): string {
  if (part instanceof Markup) return part.text;
  if (part === false || part === undefined) return '';
  if (typeof part === 'object') return part.map(write).join('');
  return String(part)
    .replace(/\p{Cc}/gu, '?')
    .replace(/[&<>"']/g, (character) => ESCAPES[character] ?? '');
}

/** A template of HTML; what stands in its places is escaped unless it is markup. Control characters become `?`. */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  return new Markup(strings.map((text, index) => text + write(parts[index])).join(''));
}
