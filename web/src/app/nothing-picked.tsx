import { Blank } from '../components/blank.tsx';
import { Logo } from '../components/logo.tsx';
import { strings } from '../lib/strings.ts';

/** The right pane of a wide screen before a conversation is chosen. */
export const NothingPicked = () => (
  <div className="grounded h-full bg-canvas">
    <Blank
      art={<Logo className="size-20 opacity-90 [--logo-behind:var(--canvas)]" />}
      title={strings.conversations.pickTitle}
      lead={strings.conversations.pickLead}
    />
  </div>
);
