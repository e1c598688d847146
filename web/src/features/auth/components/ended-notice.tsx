import { LogOut } from 'lucide-react';
import type { SessionEnd } from '#contracts/session-end.ts';
import { endings as german } from '#site/strings/de-session.ts';
import { endings as english } from '#site/strings/en-session.ts';
import { strings } from '#site/strings/strings.ts';

/** Why the session ended. A lazy module, because it is rarely shown. */
export const EndedNotice = ({ reason }: { reason: SessionEnd }) => (
  <p
    role="status"
    className="mb-6 flex items-start gap-2.5 rounded-xl bg-raised px-3.5 py-3 text-sm shadow-bubble"
  >
    <LogOut aria-hidden="true" className="mt-0.5 size-4 shrink-0 text-ink-soft" />
    <span className="min-w-0 flex-1">{(strings.locale === 'de' ? german : english)[reason]}</span>
  </p>
);
