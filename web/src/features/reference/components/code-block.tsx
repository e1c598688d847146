import { Check, Copy } from 'lucide-react';
import { type ReactNode, useEffect, useState } from 'react';
import { jsonParts } from '../model/json-parts.ts';
import { words } from '../model/words.ts';

const shownMs = 1_500;

const CopyButton = ({ text }: { text: string }) => {
  const [isCopied, setCopied] = useState(false);
  useEffect(() => {
    if (!isCopied) return;
    const timer = setTimeout(() => setCopied(false), shownMs);
    return () => clearTimeout(timer);
  }, [isCopied]);
  // Browsers offer the clipboard only on HTTPS and on localhost.
  if (!globalThis.navigator.clipboard) return null;
  const Icon = isCopied ? Check : Copy;
  return (
    <button
      type="button"
      className="-my-1 inline-flex items-center gap-1.5 rounded-md px-2 py-1 text-ink-soft hover:bg-hover hover:text-ink"
      onClick={() => void navigator.clipboard.writeText(text).then(() => setCopied(true))}
    >
      <Icon aria-hidden="true" className="size-3.5" />
      <span aria-live="polite">{isCopied ? words.copied : words.copy}</span>
    </button>
  );
};

/** Code with a copy button. Long lines wrap. */
const CodeBlock = ({
  title,
  text,
  children,
}: {
  title: string;
  text: string;
  children: ReactNode;
}) => (
  <figure className="min-w-0 overflow-hidden rounded-xl border border-line bg-paper">
    <figcaption className="flex items-center justify-between border-b border-line px-3.5 py-2 text-xs font-medium text-ink-soft">
      {title}
      <CopyButton text={text} />
    </figcaption>
    <pre className="p-3.5 font-mono text-xs leading-relaxed break-words whitespace-pre-wrap">
      <code>{children}</code>
    </pre>
  </figure>
);

export const ShellBlock = ({ title, command }: { title: string; command: string }) => (
  <CodeBlock title={title} text={command}>
    {command}
  </CodeBlock>
);

const colours = {
  name: 'text-ink',
  text: 'text-action-ink',
  value: 'font-medium text-ink-soft',
  plain: 'text-ink-faint',
} as const;

export const JsonBlock = ({ title, value }: { title: string; value: unknown }) => (
  <CodeBlock title={title} text={JSON.stringify(value, null, 2)}>
    {jsonParts(value).map(({ at, kind, text }) => (
      <span key={at} className={colours[kind]}>
        {text}
      </span>
    ))}
  </CodeBlock>
);
