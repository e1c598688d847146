import { Suspense } from 'react';
import { lazy } from '#site/lib/parts/lazy.ts';
import { useRefusedSettings } from '#site/sync/realtime-context.ts';
import { useArchived } from '../model/archived.ts';
import { useClearing } from '../model/clearing.ts';
import { useOpenMenu } from '../model/open-menu.ts';

// Loaded on first use, since the menu library is as big as the list.
const load = () => import('./row-menu.tsx');
const RowMenu = lazy(async () => ({ default: (await load()).RowMenu }));
const ClearQuestion = lazy(async () => ({ default: (await load()).ClearQuestion }));
const ArrangeNotice = lazy(async () => ({
  default: (await import('./arrange-notice.tsx')).ArrangeNotice,
}));

/** The open menu of a row, the question before a conversation is cleared, and the notice about a change at the end of the pane. */
export const ArrangeHost = () => {
  const { menu } = useOpenMenu();
  const { id } = useArchived();
  const refused = useRefusedSettings();
  const { question } = useClearing();
  return (
    <>
      <div role="status" className="relative">
        <Suspense>
          {(id !== null || refused) && <ArrangeNotice id={id} refused={refused} />}
        </Suspense>
      </div>
      <Suspense>{question && <ClearQuestion {...question} />}</Suspense>
      <Suspense>{menu && <RowMenu key={menu.id} menu={menu} />}</Suspense>
    </>
  );
};
