import type { Attachment } from '#contracts/http/messages.ts';
import { strings } from '#site/strings/strings.ts';
import { Blank } from '#site/ui/blank.tsx';
import { Button } from '#site/ui/button.tsx';
import { Spinner } from '#site/ui/spinner.tsx';
import { usePhoto } from '../api/use-photo.ts';
import { Zoomable } from './zoomable.tsx';

const words = strings.attachments;

interface Props {
  readonly attachment: Attachment;
  readonly zoom: number;
  readonly onToggle: () => void;
  readonly onOutside: () => void;
}

/** One photo in the lightbox. */
export const LightboxPhoto = ({ attachment, zoom, onToggle, onOutside }: Props) => {
  const photo = usePhoto(attachment.id);
  if (photo.problem) {
    return (
      <Blank title={photo.problem === 'gone' ? words.gone : words.loadFailed}>
        {photo.problem === 'failed' && (
          <Button look="outline" onClick={photo.retry}>
            {strings.app.retry}
          </Button>
        )}
      </Blank>
    );
  }
  if (!photo.url) {
    return (
      <div className="flex size-full items-center justify-center">
        <Spinner />
      </div>
    );
  }
  return (
    <Zoomable
      key={photo.attempt}
      url={photo.url}
      alt={attachment.filename}
      zoom={zoom}
      onToggle={onToggle}
      onOutside={onOutside}
      onError={photo.onError}
    />
  );
};
