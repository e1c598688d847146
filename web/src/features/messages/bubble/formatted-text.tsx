import { Fragment, type ReactNode } from 'react';
import type { Style } from '#contracts/texts/styles.ts';
import { cutStyles } from './cut-styles.ts';
import { type TextPart, textParts } from './text-parts.ts';

/** A mark of a style: not shown, and no line is higher for it, but a copy of the selected text has it. */
const Mark = ({ children }: { children: string }) => (
  <span aria-hidden="true" className="text-[0px] leading-[0]">
    {children}
  </span>
);

const wrappers: Record<Style, (inner: ReactNode) => ReactNode> = {
  bold: (inner) => <strong className="font-semibold">{inner}</strong>,
  italic: (inner) => <em>{inner}</em>,
  code: (inner) => (
    <code className="rounded-sm bg-current/10 px-1 py-px font-mono text-[0.9em] [unicode-bidi:isolate]">
      {inner}
    </code>
  ),
  block: (inner) => (
    <code
      dir="ltr"
      className="my-1 block rounded-md bg-current/10 px-2.5 py-2 text-left font-mono text-[0.9em]"
    >
      <Mark>```</Mark>
      {inner}
      <Mark>```</Mark>
    </code>
  ),
};

/** Links open in a new tab, without opener and referrer. */
const shown = ({ text, url, styles, isMark }: TextPart): ReactNode => {
  if (isMark) return <Mark>{text}</Mark>;
  const piece =
    url === null ? (
      text
    ) : (
      <a
        href={url}
        target="_blank"
        rel="noopener noreferrer"
        className="rounded-sm underline decoration-current/40 underline-offset-2 [unicode-bidi:isolate] hover:decoration-current"
      >
        {text}
      </a>
    );
  return styles.reduceRight<ReactNode>((inner, style) => wrappers[style](inner), piece);
};

/** A text with its links and styles, or its `start`, which ends with an ellipsis. */
export const FormattedText = ({ text, start = null }: { text: string; start?: string | null }) =>
  textParts(start === null ? text : cutStyles(text, start.length - 1)).map((part, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a text have no other identity
    <Fragment key={index}>{shown(part)}</Fragment>
  ));
