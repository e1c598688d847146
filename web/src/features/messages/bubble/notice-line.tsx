import { Timer, TimerOff } from 'lucide-react';
import type { Message } from '#contracts/http/messages.ts';
import { strings } from '#site/strings/strings.ts';

const words = strings.disappearing;

const textOf = (after: NonNullable<Message['notice']>['after'], name: string | null): string => {
  if (after === null) return name === null ? words.offByYou : words.off(name);
  const time = words.times[after];
  return name === null ? words.onByYou(time) : words.on(name, time);
};

/** What a member has set. `name`: null if the user did. */
export const NoticeLine = ({
  notice: { after },
  name,
}: {
  notice: NonNullable<Message['notice']>;
  name: string | null;
}) => {
  const Icon = after === null ? TimerOff : Timer;
  return (
    <p className="mx-auto max-w-lg px-6 pt-3 pb-1.5 text-center text-sm text-pretty text-ink-soft">
      <Icon aria-hidden="true" className="me-1.5 inline size-4 align-[-0.2em]" />
      {textOf(after, name)}
    </p>
  );
};
