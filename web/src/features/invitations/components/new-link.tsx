import { Check, Copy, Share2 } from 'lucide-react';
import { useState } from 'react';
import { copyText } from '#site/lib/copy-text.ts';
import { inviteLink } from '#site/lib/kept-invite.ts';
import { invitationStrings } from '#site/strings/invitation-strings.ts';
import { Button } from '#site/ui/button.tsx';
import { QrCode } from '#site/ui/codes/qr-code.tsx';

const words = invitationStrings;

/** The link of a new invitation, which no later page can show: to copy, to share, to scan. */
export const NewLink = ({ code }: { code: string }) => {
  const link = inviteLink(code);
  const [isCopied, setCopied] = useState(false);
  const share = (): void =>
    void navigator.share({ text: words.shareText, url: link }).catch(() => undefined);
  return (
    <div className="flex flex-col items-center gap-4">
      <QrCode text={link} label={words.qr} />
      <input
        readOnly
        aria-label={words.link}
        value={link}
        onFocus={(event) => event.target.select()}
        className="h-11 w-full rounded-xl border border-line-strong/60 bg-raised px-3.5 text-sm text-ink"
      />
      <div className="flex flex-wrap justify-center gap-2">
        <Button onClick={() => void copyText(link).then(setCopied)}>
          {isCopied ? (
            <Check aria-hidden="true" className="size-4" />
          ) : (
            <Copy aria-hidden="true" className="size-4" />
          )}
          {isCopied ? words.copied : words.copy}
        </Button>
        {'share' in navigator && (
          <Button look="outline" className="h-11" onClick={share}>
            <Share2 aria-hidden="true" className="size-4" />
            {words.share}
          </Button>
        )}
      </div>
      <p role="status" className="text-center text-sm text-ink-soft">
        {words.once}
      </p>
    </div>
  );
};
