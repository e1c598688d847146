import { strings } from '../strings/strings.ts';
import { Logo } from '../ui/logo.tsx';

/** Shown while the session is being restored. */
export const Splash = () => (
  <div role="status" className="flex h-full items-center justify-center bg-paper">
    <Logo className="size-14 animate-pulse [--logo-behind:var(--paper)]" />
    <span className="sr-only">{strings.app.loading}</span>
  </div>
);
