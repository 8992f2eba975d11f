import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { OptionsPage } from '../state/options-page';

const PageContext = createContext<OptionsPage | null>(null);

export const PageProvider = PageContext.Provider;

export function usePage(): OptionsPage {
  const page = useContext(PageContext);
  if (!page) throw new Error('no page around this component');
  return page;
}
