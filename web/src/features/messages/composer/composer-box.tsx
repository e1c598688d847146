import type { KeyboardEvent, RefObject } from 'react';
import { useLayoutEffect } from 'react';
import { isComposing, isMac } from '#site/lib/keys.ts';
import { strings } from '#site/strings/strings.ts';
import { pastedFiles } from './pasted-files.ts';

const words = strings.messages;

/** Grows the box with its text, up to a part of the page. */
const useGrowing = (box: RefObject<HTMLTextAreaElement | null>, text: string): void => {
  // biome-ignore lint/correctness/useExhaustiveDependencies: the height follows from the text in the box
  useLayoutEffect(() => {
    const element = box.current;
    if (!element?.form) return;
    // Keeps the form's height while measuring: if it shrank, the log would grow and scroll away
    // from its end.
    const { form } = element;
    form.style.minHeight = `${form.offsetHeight}px`;
    element.style.height = 'auto';
    element.style.height = `${element.scrollHeight}px`;
    form.style.minHeight = '';
  }, [box, text]);
};

/** Touch keyboards have no Shift+Enter: there Enter inserts a line break, and the button sends. */
const isOnTouch = (): boolean => matchMedia('(pointer: coarse)').matches;

/** Enter sends, except on touch devices; Ctrl+Enter and ⌘+Enter always send. */
const sendsOn = (event: KeyboardEvent): boolean => {
  if (event.key !== 'Enter' || isComposing(event)) return false;
  return event.ctrlKey || event.metaKey || !(event.shiftKey || isOnTouch());
};

const marks: Record<string, string> = { b: '*', i: '_' };

/** The letter of a key; on a keyboard without Latin letters, that of its place. */
const letterOf = ({ key, code }: KeyboardEvent): string =>
  (/^[a-z]$/i.test(key) ? key : code.slice(-1)).toLowerCase();

/** Ctrl+B and Ctrl+I, on a Mac with ⌘: there Ctrl+B moves the cursor. */
const styleOn = (event: KeyboardEvent<HTMLTextAreaElement>): void => {
  const { ctrlKey, metaKey, altKey, shiftKey, currentTarget } = event;
  const isCommand = isMac ? metaKey && !ctrlKey : ctrlKey && !metaKey;
  const mark = isCommand && !altKey && !shiftKey ? marks[letterOf(event)] : undefined;
  if (mark === undefined || isComposing(event)) return;
  event.preventDefault();
  void import('./style-selection.ts').then(({ styleSelection }) =>
    styleSelection(currentTarget, mark),
  );
};

interface Props {
  readonly box: RefObject<HTMLTextAreaElement | null>;
  readonly text: string;
  readonly hintId: string;
  readonly isInvalid: boolean;
  readonly onText: (text: string) => void;
  readonly onSubmit: () => void;
  /** Pasted files. */
  readonly onFiles: (files: readonly File[]) => void;
  readonly onBlur: () => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
}

/** The message box. Grows with its text. */
export const ComposerBox = ({ box, text, hintId, isInvalid, ...on }: Props) => {
  useGrowing(box, text);
  return (
    <textarea
      ref={box}
      rows={1}
      dir="auto"
      aria-label={words.composer}
      aria-describedby={hintId}
      aria-invalid={isInvalid}
      placeholder={words.placeholder}
      enterKeyHint={isOnTouch() ? 'enter' : 'send'}
      value={text}
      onChange={(event) => on.onText(event.target.value)}
      onBlur={on.onBlur}
      onPaste={(event) => {
        const files = pastedFiles(event.clipboardData);
        if (files.length === 0) return;
        event.preventDefault();
        on.onFiles(files);
      }}
      onKeyDown={(event) => {
        on.onKeyDown(event);
        styleOn(event);
        if (!sendsOn(event)) return;
        event.preventDefault();
        on.onSubmit();
      }}
      className="max-h-[38dvh] min-h-10 min-w-0 flex-1 resize-none self-center bg-transparent py-2 text-base leading-6 outline-none placeholder:text-ink-faint"
    />
  );
};
