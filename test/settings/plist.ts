type Plist = string | number | boolean | Plist[] | { readonly [key: string]: Plist };

/** The value of a property list, as far as configuration profiles need it. Throws at anything else. */
export function parsePlist(text: string): Plist {
  const tokens = [...text.matchAll(/<(\/?\w+\/?)>(?:([^<]*)<\/\1>)?/g)].filter(([, name]) => name !== '/plist');
  let at = 0;
  const value = (): Plist => {
    const [token = '', name, content] = tokens[at++] ?? [];
    if (name === 'string') return content ?? '';
    if (name === 'integer') return Number(content);
    if (name === 'true/' || name === 'false/') return name === 'true/';
    if (name === 'array') return [...until('/array', value)];
    if (name === 'dict') return Object.fromEntries(until('/dict', () => [tokens[at++]?.[2] ?? '', value()] as const));
    throw new Error(`not expected: ${token}`);
  };
  function* until<T>(end: string, read: () => T): Generator<T> {
    while (tokens[at]?.[1] !== end) yield read();
    at += 1;
  }
  return value();
}
