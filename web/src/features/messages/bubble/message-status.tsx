import { Check, CheckCheck, CircleAlert, Clock } from 'lucide-react';
import { classes } from '#site/lib/text.ts';
import { strings } from '#site/strings/strings.ts';
import type { DeliveryState } from '../log/timeline-row.ts';

const icons = {
  queued: Clock,
  sending: Clock,
  sent: Check,
  read: CheckCheck,
  failed: CircleAlert,
} as const;

/** The delivery state of an own message. */
export const MessageStatus = ({ state }: { state: DeliveryState }) => {
  const Icon = icons[state];
  return (
    <>
      <Icon
        aria-hidden="true"
        className={classes('size-3.5', state === 'read' && 'text-accent')}
        strokeWidth={2.25}
      />
      <span className="sr-only">{strings.messages.status[state]}</span>
    </>
  );
};
