import { Suspense, useRef, useState } from 'react';
import { useNavigate } from 'react-router';
import type { Conversation } from '#contracts/http/conversations.ts';
import { ArrangeItems } from '../features/conversations/components/arrange-items.tsx';
import { DisappearingItem } from '../features/conversations/disappearing/disappearing-item.tsx';
import { maySet } from '../features/conversations/disappearing/may-set.ts';
import { useIsBlocked } from '../features/people/api/use-blocks.ts';
import { PeerMenu } from '../features/people/components/peer-menu.tsx';
import { lazy } from '../lib/parts/lazy.ts';
import { useUserId } from '../sync/use-user-id.ts';

const DisappearingDialog = lazy(async () => {
  const part = await import('../features/conversations/disappearing/disappearing-dialog.tsx');
  return { default: part.DisappearingDialog };
});

/** What the user may do with the open conversation and its peer. */
export const DialogMenu = ({ conversation }: { conversation: Conversation }) => {
  const navigate = useNavigate();
  const button = useRef<HTMLButtonElement>(null);
  const [isSetting, setSetting] = useState(false);
  const { peer } = conversation;
  const isOther = peer.id !== useUserId();
  const isBlocked = useIsBlocked(peer.id);
  return (
    <>
      <PeerMenu
        peer={peer}
        isOther={isOther}
        button={button}
        items={
          <>
            <ArrangeItems
              conversation={conversation}
              returnTo={button}
              onLeave={() => void navigate('/')}
            />
            {maySet(conversation, isBlocked) && (
              <DisappearingItem onSelect={() => setSetting(true)} />
            )}
          </>
        }
      />
      <Suspense>
        {isSetting && (
          <DisappearingDialog
            conversation={conversation}
            returnTo={button}
            onClose={() => setSetting(false)}
          />
        )}
      </Suspense>
    </>
  );
};
