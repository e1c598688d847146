import { Paperclip } from 'lucide-react';
import { useRef } from 'react';
import { strings } from '#site/strings/strings.ts';
import { Button } from '#site/ui/button.tsx';

/** Opens the system's file picker. */
export const AttachButton = ({ onFiles }: { onFiles: (files: readonly File[]) => void }) => {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button
        look="icon"
        aria-label={strings.attachments.attach}
        title={strings.attachments.attach}
        onClick={() => input.current?.click()}
      >
        <Paperclip aria-hidden="true" className="size-5" />
      </Button>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        onChange={({ target }) => {
          onFiles([...(target.files ?? [])]);
          // So that picking the same file again fires a change event.
          target.value = '';
        }}
      />
    </>
  );
};
