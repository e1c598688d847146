import { Check, Copy } from 'lucide-react';
import { type RefObject, useEffect, useRef, useState } from 'react';
import { copyText } from '#site/lib/copy-text.ts';
import { Button } from '#site/ui/button.tsx';
import { words } from '../words.ts';

/** A new password, which no later page can show. */
export const NewPassword = ({
  name,
  password,
  focusAfter,
  onClose,
}: {
  name: string;
  password: string;
  /** Gets the input, to which the focus goes when the dialog has closed. */
  focusAfter: RefObject<HTMLElement | null>;
  onClose: () => void;
}) => {
  const [isCopied, setCopied] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    focusAfter.current = input.current;
  }, [focusAfter]);
  return (
    <div className="flex flex-col gap-3 rounded-2xl border border-line-strong/50 p-4">
      <label className="flex flex-col gap-1.5 text-sm font-medium text-ink-soft">
        {words.newPassword(name)}
        <input
          ref={input}
          readOnly
          value={password}
          autoComplete="off"
          onFocus={(event) => event.target.select()}
          className="h-11 w-full scroll-my-32 rounded-xl border border-line-strong/60 bg-raised px-3.5 font-mono text-sm text-ink"
        />
      </label>
      <p className="text-sm text-ink-soft">{words.newPasswordLead}</p>
      <div className="flex flex-wrap gap-2">
        <Button onClick={() => void copyText(password).then(setCopied)}>
          {isCopied ? (
            <Check aria-hidden="true" className="size-4" />
          ) : (
            <Copy aria-hidden="true" className="size-4" />
          )}
          {isCopied ? words.copied : words.copy}
        </Button>
        <Button look="outline" className="h-11" onClick={onClose}>
          {words.close}
        </Button>
      </div>
    </div>
  );
};
