import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Session } from '../state/session';

const SessionContext = createContext<Session | null>(null);

export const SessionProvider = SessionContext.Provider;

export function useSession(): Session {
  const session = useContext(SessionContext);
  if (!session) throw new Error('no session around this component');
  return session;
}
