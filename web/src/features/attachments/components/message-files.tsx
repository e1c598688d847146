import type { OutgoingFile } from '#client';
import type { Attachment } from '#contracts/http/messages.ts';
import { isPhoto, TILE_GAP } from '#site/ui/photo-layout.ts';
import { isPlayable } from '../model/is-playable.ts';
import type { ShownFile } from '../model/shown-file.ts';
import { aboutFile } from '../model/shown-file.ts';
import { VoicePlayer } from '../voice/voice-player.tsx';
import { PendingFile, SentFile } from './file-card.tsx';
import { NotStoredNotice } from './not-stored-notice.tsx';
import { PhotoGrid } from './photo-grid.tsx';
import { PlayableFile } from './playable-file.tsx';

interface Props {
  /** Files that the server has. */
  readonly sent: readonly Attachment[];
  /** Files that are not sent yet. */
  readonly pending: readonly OutgoingFile[];
  readonly clientId: string;
}

/** The same key before and after sending, so that the elements are kept. */
const shownFiles = ({ sent, pending, clientId }: Props): ShownFile[] =>
  sent.length > 0
    ? sent.map((attachment, index) => ({ kind: 'sent', key: String(index), attachment }))
    : pending.map((file, index) => ({ kind: 'pending', key: String(index), clientId, file }));

const SentOrPlayable = ({ attachment }: { attachment: Attachment }) => {
  if (!isPlayable(attachment.mime)) return <SentFile attachment={attachment} />;
  const { recording } = attachment;
  return recording ? (
    <VoicePlayer attachment={attachment} recording={recording} />
  ) : (
    <PlayableFile attachment={attachment} />
  );
};

/** The files of a message: photos in a grid, others as cards below. */
export const MessageFiles = (props: Props) => {
  const files = shownFiles(props);
  const photos = files.filter((shown) => isPhoto(aboutFile(shown)));
  const others = files.filter((shown) => !isPhoto(aboutFile(shown)));
  return (
    <div className="flex flex-col" style={{ gap: TILE_GAP }}>
      <PhotoGrid photos={photos} />
      {others.map((shown) =>
        shown.kind === 'sent' ? (
          <SentOrPlayable key={shown.key} attachment={shown.attachment} />
        ) : (
          <PendingFile key={shown.key} file={shown.file} />
        ),
      )}
      {props.sent.length === 0 && <NotStoredNotice />}
    </div>
  );
};
