import type { KeyboardEvent, ReactNode, RefObject } from 'react';
import { Suspense, useEffect, useId, useState } from 'react';
import type { Outgoing, StoredFiles } from '#client';
import { limits } from '#contracts/limits.ts';
import { codePoints } from '#contracts/text.ts';
import { isComposing } from '#site/lib/keys.ts';
import { lazy } from '#site/lib/parts/lazy.ts';
import { useEscape } from '#site/lib/use-escape.ts';
import { EmojiButton } from '../emoji/emoji-button.tsx';
import type { DialogFiles } from '../model/dialog-files.ts';
import { canRecord } from '../voice/can-record.ts';
import type { Hold } from '../voice/hold.ts';
import type { Recorded } from '../voice/record.ts';
import { VoiceButton } from '../voice/voice-button.tsx';
import { ComposerBox } from './composer-box.tsx';
import { ComposerLimit } from './composer-limit.tsx';
import { SendButton } from './send-button.tsx';
import { useComposer } from './use-composer.ts';
import { useWriteAnywhere } from './use-write-anywhere.ts';

const ComposerAbout = lazy(async () => ({
  default: (await import('./composer-about.tsx')).ComposerAbout,
}));
const VoiceRecorder = lazy(async () => {
  const { VoiceRecorder } = await import('../voice/voice-recorder.tsx');
  return { default: VoiceRecorder };
});

const MAX_LENGTH = limits.message.maxLength;

interface Props {
  readonly conversationId: string;
  readonly box: RefObject<HTMLTextAreaElement | null>;
  readonly files: DialogFiles;
  readonly textOnly?: ReactNode;
  readonly onSend: (outgoing: Outgoing, stored?: StoredFiles) => void;
  readonly onTyped: (text: string) => void;
  readonly onLeft: () => void;
  /** Called on arrow up in an empty box. */
  readonly onEditLast: () => void;
}

/**
 * The composer, from top to bottom: the message it is about, pending attachments, the box with its
 * tools.
 */
export const Composer = ({ conversationId, box, files, textOnly, onSend, ...on }: Props) => {
  const hintId = useId();
  const { text, content, mode, about, isReady, ...composer } = useComposer(conversationId, onSend);
  useEffect(() => {
    // On a phone the keyboard would cover half of the log.
    if (matchMedia('(pointer: fine)').matches) box.current?.focus();
  }, [box]);
  useWriteAnywhere(box);
  useEscape(mode !== null, composer.leave);
  const left = MAX_LENGTH - codePoints(content);
  const isEdit = mode === 'edit';
  const hasFiles = !isEdit && files.state === 'ready';
  const isHeld = !isEdit && files.state === 'blocked';
  const adding = isEdit ? null : files.adding;
  const hasContent = content !== '' || hasFiles || adding !== null;
  const canSend = hasContent && left >= 0 && isReady && !isHeld;

  /** True if a send waited for files that have all been added now. */
  const [isDue, setIsDue] = useState(false);
  const submit = (): void => {
    if (!canSend) return;
    box.current?.focus();
    if (adding === null) composer.submit();
    // Waits for dropped files that are still being read: they belong to this message.
    else void adding.then(setIsDue);
  };
  useEffect(() => {
    if (!isDue || adding !== null) return;
    setIsDue(false);
    submit();
  });
  const write = (next: string): void => {
    composer.setText(next);
    if (!isEdit) on.onTyped(next);
  };
  /** Set while a voice message is recorded. */
  const [hold, setHold] = useState<Hold | null>(null);
  const onRecorded = (recorded: Recorded | null): void => {
    setHold(null);
    if (recorded) composer.sendRecorded(recorded);
    requestAnimationFrame(() => box.current?.focus());
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (isComposing(event)) return;
    if (event.key === 'ArrowUp' && text === '' && mode === null) {
      event.preventDefault();
      on.onEditLast();
    }
  };

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
      className="mx-auto w-full max-w-3xl px-3 pt-1 pb-[max(0.75rem,env(safe-area-inset-bottom))] md:px-6"
    >
      {textOnly}
      <ComposerLimit id={hintId} left={left} />
      <div className="rounded-[1.625rem] bg-raised shadow-bubble ring-1 ring-line focus-within:ring-2 focus-within:ring-ring">
        {mode !== null && (
          <Suspense fallback={<div className="min-h-13" />}>
            <ComposerAbout mode={mode} about={about} onLeave={composer.leave} />
          </Suspense>
        )}
        {files.draftFileList}
        {hold !== null && (
          <Suspense fallback={<div className="min-h-13" />}>
            <VoiceRecorder hold={hold} onDone={onRecorded} />
          </Suspense>
        )}
        <div
          hidden={hold !== null}
          className="flex items-end gap-1.5 py-1.5 pr-1.5 pl-1.5 pointer-coarse:pl-4"
        >
          <EmojiButton
            onPick={(emoji) => {
              const element = box.current;
              if (!element) return;
              element.setRangeText(emoji, element.selectionStart, element.selectionEnd, 'end');
              write(element.value);
            }}
            onClose={() => box.current?.focus()}
          />
          {!isEdit && !textOnly && files.button}
          <ComposerBox
            box={box}
            text={text}
            hintId={hintId}
            isInvalid={left < 0}
            onText={write}
            onSubmit={submit}
            onFiles={textOnly ? () => undefined : files.add}
            onBlur={on.onLeft}
            onKeyDown={onKeyDown}
          />
          {hasContent || isEdit || textOnly || !canRecord() ? (
            <SendButton canSend={canSend} isEdit={isEdit} />
          ) : (
            <VoiceButton onStart={setHold} />
          )}
        </div>
      </div>
    </form>
  );
};
