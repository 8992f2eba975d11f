/** The service worker: listeners only, registered at once, so that any event can wake it. */
import { onToolbarClick } from '../platform/events';
import { openAnonymizer } from '../platform/tabs';

onToolbarClick(() => void openAnonymizer());
