import { Suspense, useRef, useState } from 'react';
import type { Conversation } from '#contracts/http/conversations.ts';
import { lazy } from '#site/lib/parts/lazy.ts';
import { Button } from '#site/ui/button.tsx';
import { wordOf, words } from './disappearing-words.ts';

const DisappearingDialog = lazy(async () => {
  const part = await import('./disappearing-dialog.tsx');
  return { default: part.DisappearingDialog };
});

/** The setting, with a button that opens its dialog. */
export const DisappearingRow = ({ conversation }: { conversation: Conversation }) => {
  const button = useRef<HTMLButtonElement>(null);
  const [isOpen, setOpen] = useState(false);
  const value = wordOf(conversation.disappearing?.after ?? null);
  return (
    <div className="flex items-center justify-between gap-4">
      <span className="font-medium">{words.title}</span>
      <Button
        ref={button}
        look="outline"
        className="shrink-0"
        aria-label={`${words.title}: ${value}`}
        onClick={() => setOpen(true)}
      >
        {value}
      </Button>
      <Suspense>
        {isOpen && (
          <DisappearingDialog
            conversation={conversation}
            returnTo={button}
            onClose={() => setOpen(false)}
          />
        )}
      </Suspense>
    </div>
  );
};
