import { useEffect, useId, useRef } from 'react';
import { limits } from '../../../../../functions/contracts/limits.ts';
import { codePoints } from '../../../../../functions/contracts/text.ts';
import { cleanText } from '../../../lib/text.ts';
import { useDrafts } from '../model/drafts.ts';
import type { Outgoing } from '../model/outbox-item.ts';
import { ComposerBox } from './composer-box.tsx';
import { ComposerLimit } from './composer-limit.tsx';
import { SendButton } from './send-button.tsx';

const MOST = limits.message.maxLength;

/** Where one writes: from top to bottom what it is about, then the box with its tools. */
export const Composer = ({
  conversationId,
  onSend,
  onTyped,
  onLeft,
}: {
  conversationId: string;
  onSend: (outgoing: Outgoing) => void;
  onTyped: (text: string) => void;
  onLeft: () => void;
}) => {
  const hintId = useId();
  const box = useRef<HTMLTextAreaElement>(null);
  const text = useDrafts(({ texts }) => texts[conversationId] ?? '');
  const setDraft = useDrafts((drafts) => drafts.setDraft);
  useEffect(() => {
    // On a phone the keyboard would cover half of what one came to read.
    if (matchMedia('(pointer: fine)').matches) box.current?.focus();
  }, []);
  const content = cleanText(text);
  const left = MOST - codePoints(content);
  const canSend = content !== '' && left >= 0;

  const send = (): void => {
    if (!canSend) return;
    onSend({ content });
    setDraft(conversationId, '');
    box.current?.focus();
  };

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
      className="mx-auto w-full max-w-3xl px-3 pt-1 pb-[max(0.75rem,env(safe-area-inset-bottom))] md:px-6"
    >
      <ComposerLimit id={hintId} left={left} />
      <div className="rounded-[1.625rem] bg-raised shadow-bubble ring-1 ring-line focus-within:ring-2 focus-within:ring-ring">
        <div className="flex items-end gap-1.5 py-1.5 pr-1.5 pl-4">
          <ComposerBox
            box={box}
            text={text}
            hintId={hintId}
            isInvalid={left < 0}
            onText={(next) => {
              setDraft(conversationId, next);
              onTyped(next);
            }}
            onSubmit={send}
            onBlur={onLeft}
          />
          <SendButton canSend={canSend} />
        </div>
      </div>
    </form>
  );
};
