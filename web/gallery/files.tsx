import { DraftFileItem } from '../src/features/attachments/components/draft-file-item.tsx';
import { Progress } from '../src/features/attachments/components/progress.tsx';
import { Group, Specimen } from './specimen.tsx';

/** Each file's id is the name of its state in stage.tsx. */
const states = ['preparing', 'uploading', 'waiting', 'done', 'refused'];
const nothing = (): void => undefined;

export const Files = () => (
  <Group title="Files">
    <Specimen name="DraftFileItem: every state, and a picture" on="raised">
      <ul aria-label="Attached files" className="flex gap-3 overflow-x-auto pt-2.5 pr-2 pb-1">
        {[...states, 'photo'].map((fileId) => (
          <DraftFileItem
            key={fileId}
            file={{
              fileId,
              filename: `${fileId}.pdf`,
              mime: 'application/pdf',
              sizeBytes: 183_204,
              ...(fileId === 'photo' && { width: 192, height: 192 }),
            }}
            onRemove={nothing}
            onRetry={nothing}
          />
        ))}
      </ul>
    </Specimen>
    <Specimen name="Progress" on="raised">
      <div className="flex gap-3 text-action-ink">
        <Progress state={undefined} label="one" className="size-8" />
        <Progress state={{ kind: 'uploading', share: 0.6 }} label="two" className="size-8" />
        <Progress state={{ kind: 'done' }} label="three" className="size-8" />
      </div>
    </Specimen>
  </Group>
);
