import { ArrowDown } from 'lucide-react';
import { strings } from '#site/strings/strings.ts';
import { Button } from '#site/ui/button.tsx';
import { Spinner } from '#site/ui/spinner.tsx';

const words = strings.messages;

/** Scrolls to the latest message; shows the number of unread ones. */
export const JumpButton = (props: { unread: number; isLoading: boolean; onJump: () => void }) => (
  <div className="appear absolute right-4 bottom-3">
    <Button
      look="icon"
      aria-label={
        props.unread > 0
          ? `${words.jumpToLatest}, ${strings.conversations.unread(props.unread)}`
          : words.jumpToLatest
      }
      onClick={props.onJump}
      className="border border-line bg-raised shadow-raised"
    >
      {props.isLoading ? <Spinner /> : <ArrowDown aria-hidden="true" className="size-5" />}
    </Button>
    <span role="status" className="sr-only">
      {props.unread > 0 && strings.conversations.unread(props.unread)}
    </span>
    {props.unread > 0 && (
      <span
        aria-hidden="true"
        className="pointer-events-none absolute -top-1.5 left-1/2 inline-flex h-5 min-w-5 -translate-x-1/2 items-center justify-center rounded-full bg-accent px-1 text-micro font-bold text-on-accent tabular-nums"
      >
        {props.unread > 999 ? '999+' : props.unread}
      </span>
    )}
  </div>
);
