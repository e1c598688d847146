import { Check, Copy } from 'lucide-react';
import { useState } from 'react';
import { copyText } from '#site/lib/copy-text.ts';
import { Button } from '#site/ui/button.tsx';
import { words } from '../words.ts';

export const CopyButton = ({ label, text }: { label: string; text: string }) => {
  const [isCopied, setCopied] = useState(false);
  const Icon = isCopied ? Check : Copy;
  return (
    <Button look="outline" onClick={() => void copyText(text).then(setCopied)}>
      <Icon aria-hidden="true" className="size-4" />
      {isCopied ? words.copied : label}
    </Button>
  );
};
