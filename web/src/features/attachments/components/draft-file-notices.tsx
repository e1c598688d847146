import { X } from 'lucide-react';
import { useStore } from 'zustand';
import type { OutgoingFile } from '#client';
import { withoutInvisible } from '#contracts/texts/invisible.ts';
import { refusalWords } from '#site/strings/later/refusal-words.ts';
import { strings } from '#site/strings/strings.ts';
import { Alert } from '#site/ui/alert.tsx';
import { Button } from '#site/ui/button.tsx';
import { useAttachments } from '../model/attachments-context.ts';
import type { Notice } from '../model/pick-files.ts';

const words = strings.attachments;
/** Longest list of names in a notice. */
const MAX_NAMES = 3;

/** The name as text in its own direction (bidi isolate), without an effect on its surroundings. */
const shownName = (name: string): string => `\u2068${withoutInvisible(name)}\u2069`;

const namesOf = (names: readonly string[]): string =>
  [...names.slice(0, MAX_NAMES).map(shownName), ...(names.length > MAX_NAMES ? ['…'] : [])].join(
    ', ',
  );

/** Pending attachments that the server or the browser refused, by reason. */
const useRefused = (files: readonly OutgoingFile[]): Notice[] => {
  const states = useStore(useAttachments().uploads.states, (store) => store.states);
  const refused = files.flatMap(({ fileId, filename }) => {
    const state = states[fileId];
    return state?.kind === 'refused' ? [{ reason: state.refusal, filename }] : [];
  });
  return [...new Set(refused.map(({ reason }) => reason))].map((reason) => ({
    reason,
    names: refused.filter((one) => one.reason === reason).map(({ filename }) => filename),
  }));
};

const reasonOf = ({ reason, maxBytes }: Notice): string =>
  maxBytes === undefined ? refusalWords[reason] : words.tooBig(maxBytes / 1024 / 1024);

const Line = ({ notice }: { notice: Notice }) => (
  <p className="[overflow-wrap:anywhere]">
    <strong className="font-semibold">{words.notAttached(namesOf(notice.names))}</strong>{' '}
    {reasonOf(notice)}
  </p>
);

/** The files that were refused, and why. */
export const DraftFileNotices = ({
  files,
  notices,
  onDismiss,
}: {
  files: readonly OutgoingFile[];
  notices: readonly Notice[];
  onDismiss: () => void;
}) => {
  const refused = useRefused(files);
  if (refused.length + notices.length === 0) return null;
  return (
    <Alert>
      <div className="flex items-start gap-2">
        <div className="min-w-0 flex-1 space-y-1">
          {[...refused, ...notices].map((notice) => (
            <Line key={`${notice.reason}:${notice.names.join()}`} notice={notice} />
          ))}
        </div>
        {notices.length > 0 && (
          <Button
            look="icon"
            aria-label={words.dismiss}
            onClick={onDismiss}
            className="-m-1 size-7 text-danger"
          >
            <X aria-hidden="true" className="size-4" />
          </Button>
        )}
      </div>
    </Alert>
  );
};
