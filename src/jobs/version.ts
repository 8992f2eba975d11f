import { version } from '../../package.json';

export const VERSION = version;

/** For De-identification Method. */
export const SOFTWARE = `Veil ${VERSION}`;

/** Implementation Version Name (0002,0013), at most 16 characters. */
export const VERSION_NAME = `VEIL_${VERSION.replaceAll('.', '_')}`;
