import { SendHorizontal, Trash2 } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { clockWords } from '#site/lib/time.ts';
import { useEscape } from '#site/lib/use-escape.ts';
import { words } from '#site/strings/voice-words.ts';
import { Button } from '#site/ui/button.tsx';
import type { Hold } from './hold.ts';
import type { Recorded } from './record.ts';
import { useRecorder } from './use-recorder.ts';

/** Bars that grow with the loudness of the last seconds. */
const Levels = ({ peaks }: { peaks: readonly number[] }) => (
  <span
    aria-hidden="true"
    className="flex h-8 min-w-0 flex-1 items-center justify-end gap-0.5 overflow-hidden"
  >
    {peaks.map((peak, at) => (
      <span
        // biome-ignore lint/suspicious/noArrayIndexKey: the position is what a bar is
        key={at}
        className="w-0.5 shrink-0 rounded-full bg-action-ink"
        style={{ height: `${Math.max(8, Math.min(1, peak * 1.5) * 100)}%` }}
      />
    ))}
  </span>
);

/** Records a voice message in place of the message box. `onDone` gets null for a message that is thrown away. */
export const VoiceRecorder = ({
  hold,
  onDone,
}: {
  hold: Hold;
  onDone: (recorded: Recorded | null) => void;
}) => {
  const { state, live, send, cancel } = useRecorder(hold, onDone);
  const sendButton = useRef<HTMLButtonElement>(null);
  const isOpen = state === 'recording' || state === 'full';
  useEscape(true, cancel);
  useEffect(() => {
    if (isOpen) sendButton.current?.focus();
  }, [isOpen]);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for form fields
    <div
      role="group"
      aria-label={words.recorder}
      className="flex min-h-13 items-center gap-2 px-1.5 py-1.5"
    >
      <Button look="icon" aria-label={words.cancel} title={words.cancel} onClick={cancel}>
        <Trash2 aria-hidden="true" className="size-5" />
      </Button>
      <span role="status" className="min-w-0 text-sm">
        {words.states[state]}
      </span>
      {isOpen && (
        <>
          <span role="timer" className="text-sm font-medium tabular-nums">
            {clockWords(live.milliseconds)}
          </span>
          <Levels peaks={live.peaks} />
          <button
            ref={sendButton}
            type="button"
            aria-label={words.send}
            onClick={send}
            className="inline-flex size-10 shrink-0 items-center justify-center rounded-full bg-action text-on-action transition-[background-color,transform] duration-150 hover:bg-action-hover active:scale-95"
          >
            <SendHorizontal aria-hidden="true" className="size-5" />
          </button>
        </>
      )}
    </div>
  );
};
