import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { ImageViewer } from '../../state/image/image-viewer';
import type { MaskMemory } from '../../state/image/mask-memory';
import type { MaskTool } from '../../state/image/mask-tool';
import type { Suggestions } from '../../state/image/suggestions';
import type { TextSearch } from '../../state/image/text-search';

/** The state behind the picture. */
export interface ImageTools {
  readonly viewer: ImageViewer;
  readonly masks: MaskTool;
  readonly suggestions: Suggestions;
  readonly memory: MaskMemory;
  readonly search: TextSearch;
}

const ImageContext = createContext<ImageTools | null>(null);

export const ImageProvider = ImageContext.Provider;

export function useImage(): ImageTools {
  const tools = useContext(ImageContext);
  if (!tools) throw new Error('no image tools around this component');
  return tools;
}
