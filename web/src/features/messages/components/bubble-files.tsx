import { useContext } from 'react';
import { classes } from '../../../lib/text.ts';
import { MessageFilesContext } from '../model/dialog-files.ts';
import { filesOf, isPicture } from '../model/row-files.ts';
import type { MessageRow } from '../model/timeline-row.ts';

/** What hangs on a message, above its text. */
export const BubbleFiles = ({ row }: { row: MessageRow }) => {
  const Files = useContext(MessageFilesContext);
  if (!Files || filesOf(row).length === 0) return null;
  const { message, pending } = row;
  return (
    <div className={classes('-mx-2 -mt-0.5', isPicture(row) ? '-mb-0.5' : 'mb-1')}>
      <Files
        sent={message?.attachments ?? []}
        pending={pending?.files ?? []}
        clientId={message?.client_id ?? pending?.clientId ?? ''}
      />
    </div>
  );
};
