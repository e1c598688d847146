import { SendHorizontal } from 'lucide-react';
import type { FormEvent, KeyboardEvent } from 'react';
import { useEffect, useId, useLayoutEffect, useRef } from 'react';
import { limits } from '../../../../../functions/contracts/limits.ts';
import { codePoints } from '../../../../../functions/contracts/text.ts';
import { strings } from '../../../lib/strings.ts';
import { classes, cleanText } from '../../../lib/text.ts';
import { useDrafts } from '../model/drafts.ts';

const words = strings.messages;
const MOST = limits.message.maxLength;
/** The counter appears when this many are left. */
const COUNTER_FROM = 200;

/** The box grows with its text, up to a part of the page. */
const useGrowing = (text: string) => {
  const box = useRef<HTMLTextAreaElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the height follows from the text in the box
  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    element.style.height = 'auto';
    element.style.height = `${element.scrollHeight}px`;
  }, [text]);
  return box;
};

/** Enter sends; Shift+Enter, and Enter that ends a composition, do not. */
const sendsOn = ({ key, shiftKey, nativeEvent }: KeyboardEvent): boolean =>
  key === 'Enter' && !shiftKey && !nativeEvent.isComposing;

export const Composer = ({
  conversationId,
  onSend,
  onTyped,
  onLeft,
}: {
  conversationId: string;
  onSend: (content: string) => void;
  onTyped: (text: string) => void;
  onLeft: () => void;
}) => {
  const hintId = useId();
  const text = useDrafts(({ texts }) => texts[conversationId] ?? '');
  const setDraft = useDrafts((drafts) => drafts.setDraft);
  const box = useGrowing(text);
  useEffect(() => {
    // On a phone the keyboard would cover half of what one came to read.
    if (matchMedia('(pointer: fine)').matches) box.current?.focus();
  }, [box]);
  const content = cleanText(text);
  const left = MOST - codePoints(content);
  const canSend = content !== '' && left >= 0;

  const send = (event: FormEvent): void => {
    event.preventDefault();
    if (!canSend) return;
    onSend(content);
    setDraft(conversationId, '');
    box.current?.focus();
  };

  return (
    <form
      onSubmit={send}
      className="mx-auto w-full max-w-3xl px-3 pt-1 pb-[max(0.75rem,env(safe-area-inset-bottom))] md:px-6"
    >
      <p
        id={hintId}
        role="status"
        className={classes(
          'px-4 text-right text-xs tabular-nums',
          left < 0 ? 'text-danger' : 'text-ink-faint',
        )}
      >
        {left < 0 && words.tooLong(-left)}
        {left >= 0 && left <= COUNTER_FROM && words.left(left)}
      </p>
      <div className="flex items-end gap-1.5 rounded-[1.625rem] bg-raised py-1.5 pr-1.5 pl-4 shadow-bubble ring-1 ring-line focus-within:ring-2 focus-within:ring-ring">
        <textarea
          ref={box}
          rows={1}
          dir="auto"
          aria-label={words.composer}
          aria-describedby={hintId}
          aria-invalid={left < 0}
          placeholder={words.placeholder}
          enterKeyHint="send"
          value={text}
          onChange={(event) => {
            setDraft(conversationId, event.target.value);
            onTyped(event.target.value);
          }}
          onBlur={onLeft}
          onKeyDown={(event) => {
            if (sendsOn(event)) send(event);
          }}
          className="max-h-[38dvh] min-h-10 flex-1 resize-none self-center bg-transparent py-2 text-base leading-6 outline-none placeholder:text-ink-faint"
        />
        <button
          type="submit"
          aria-label={words.send}
          disabled={!canSend}
          className="inline-flex size-10 shrink-0 items-center justify-center rounded-full bg-action text-on-action transition-[background-color,opacity,transform] duration-150 hover:bg-action-hover active:scale-95 disabled:bg-field disabled:text-ink-faint"
        >
          <SendHorizontal aria-hidden="true" className="size-5" />
        </button>
      </div>
    </form>
  );
};
