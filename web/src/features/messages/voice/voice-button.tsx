import { Mic } from 'lucide-react';
import { strings } from '#site/strings/strings.ts';
import { type Hold, holdFrom, notHeld } from './hold.ts';

/** Starts a voice message: a press records until it is sent, a hold until it is released. */
export const VoiceButton = ({ onStart }: { onStart: (hold: Hold) => void }) => (
  <button
    type="button"
    aria-label={strings.attachments.recordVoice}
    title={strings.attachments.recordVoice}
    onPointerDown={({ button, clientX, pointerId }) => {
      if (button === 0) onStart(holdFrom(clientX, pointerId));
    }}
    // A press on the keyboard has no pointer.
    onClick={({ detail }) => {
      if (detail === 0) onStart(notHeld());
    }}
    onContextMenu={(event) => event.preventDefault()}
    className="inline-flex size-10 shrink-0 touch-none items-center justify-center rounded-full bg-action text-on-action transition-[background-color,transform] duration-150 select-none hover:bg-action-hover active:scale-95"
  >
    <Mic aria-hidden="true" className="size-5" />
  </button>
);
