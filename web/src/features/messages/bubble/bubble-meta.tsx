import { Star, Timer } from 'lucide-react';
import { usePlace } from '#site/lib/place.ts';
import { classes } from '#site/lib/text.ts';
import { clockTime, exactTime } from '#site/lib/time.ts';
import { strings } from '#site/strings/strings.ts';
import type { MessageRow } from '../log/timeline-row.ts';
import { MessageStatus } from './message-status.tsx';

/** The message disappears. */
const Expiry = ({ at }: { at: string }) => {
  const text = strings.disappearing.at(exactTime(at));
  return (
    <span title={text}>
      <Timer aria-hidden="true" className="size-3" />
      <span className="sr-only">{text}</span>
    </span>
  );
};

const Meta = ({ row, isEcho = false }: { row: MessageRow; isEcho?: boolean }) => (
  <span dir="ltr" className="inline-flex items-center gap-1 text-micro tabular-nums select-none">
    {row.isStarred && (
      <>
        <Star aria-hidden="true" className="size-3 fill-current" />
        {!isEcho && <span className="sr-only">{strings.actions.starred}</span>}
      </>
    )}
    {row.message?.expires_at !== undefined &&
      !row.isDeleted &&
      (isEcho ? <span className="size-3" /> : <Expiry at={row.message.expires_at} />)}
    {row.isEdited && <span>{strings.messages.edited}</span>}
    <time dateTime={row.at} {...(!isEcho && { title: exactTime(row.at) })}>
      {clockTime(row.at)}
    </time>
    {row.state !== null &&
      (isEcho ? <span className="size-3.5" /> : <MessageStatus state={row.state} />)}
  </span>
);

/** `bare`: without a bubble; `picture`: on a photo. */
type Place = 'bubble' | 'bare' | 'picture';

const looksAt = (place: Place, isOwn: boolean): string => {
  if (place === 'picture') {
    return 'pointer-events-none right-3 bottom-3 rounded-full bg-black/55 px-2 py-0.5 text-white';
  }
  return classes(
    'end-3 bottom-1.5',
    isOwn && place === 'bubble' ? 'text-on-bubble-own-soft' : 'text-ink-faint',
  );
};

/**
 * Time and state in the lower right corner. An invisible copy at the end of the last line reserves
 * the space.
 */
export const BubbleMeta = ({ row, place }: { row: MessageRow; place: Place }) => {
  usePlace();
  return (
    <>
      {place !== 'picture' && (
        <span aria-hidden="true" className="invisible ms-2.5 inline-flex h-4 align-bottom">
          <Meta row={row} isEcho />
        </span>
      )}
      <span className={classes('absolute', looksAt(place, row.isOwn))}>
        <Meta row={row} />
      </span>
    </>
  );
};
