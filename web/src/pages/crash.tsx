import { strings } from '../strings/strings.ts';
import { Blank } from '../ui/blank.tsx';
import { Button } from '../ui/button.tsx';
import { Logo } from '../ui/logo.tsx';

/** Replaces the whole site after a crash, or if the server cannot be reached at all. */
export const Crash = ({ title, lead }: { title: string; lead: string }) => (
  <main className="h-full bg-paper">
    <div role="alert" className="h-full">
      <Blank
        heading="h1"
        art={<Logo className="size-16 [--logo-behind:var(--paper)]" />}
        title={title}
        lead={lead}
      >
        <Button onClick={() => globalThis.location.reload()}>{strings.errors.reload}</Button>
      </Blank>
    </div>
  </main>
);
