import { SendHorizontal } from 'lucide-react';
import { strings } from '../../../lib/strings.ts';

export const SendButton = ({ canSend }: { canSend: boolean }) => (
  <button
    type="submit"
    aria-label={strings.messages.send}
    disabled={!canSend}
    className="inline-flex size-10 shrink-0 items-center justify-center rounded-full bg-action text-on-action transition-[background-color,opacity,transform] duration-150 hover:bg-action-hover active:scale-95 disabled:bg-field disabled:text-ink-faint"
  >
    <SendHorizontal aria-hidden="true" className="size-5" />
  </button>
);
