import { useContext } from 'react';
import { classes } from '#site/lib/text.ts';
import { filesOf, isPicture } from '../log/row-files.ts';
import type { MessageRow } from '../log/timeline-row.ts';
import { MessageFilesContext } from '../model/dialog-files.ts';

/** The files of a message, above its text. */
export const BubbleFiles = ({ row }: { row: MessageRow }) => {
  const Files = useContext(MessageFilesContext);
  if (!Files || filesOf(row).length === 0) return null;
  const { message, pending } = row;
  return (
    <div className={classes('-mx-2 -mt-0.5', isPicture(row) ? '-mb-0.5' : 'mb-1')}>
      <Files
        sent={message?.attachments ?? pending?.copies ?? []}
        pending={pending?.files ?? []}
        clientId={message?.client_id ?? pending?.clientId ?? ''}
      />
    </div>
  );
};
