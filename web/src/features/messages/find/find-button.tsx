import { Search } from 'lucide-react';
import { strings } from '#site/strings/strings.ts';
import { Button } from '#site/ui/button.tsx';

/** Opens the search in the open conversation. */
export const FindButton = ({ onOpen }: { onOpen: () => void }) => (
  <Button look="icon" aria-label={strings.conversations.searchInside} onClick={onOpen}>
    <Search aria-hidden="true" className="size-5" />
  </Button>
);
