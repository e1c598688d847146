import { EllipsisVertical } from 'lucide-react';
import type { ComponentProps } from 'react';
import { strings } from '#site/strings/strings.ts';
import { Button } from '#site/ui/button.tsx';

/** Opens the menu of actions on the peer. */
export const PeerButton = (props: ComponentProps<'button'>) => (
  <Button look="icon" aria-label={strings.people.more} aria-haspopup="menu" {...props}>
    <EllipsisVertical aria-hidden="true" className="size-5" />
  </Button>
);
