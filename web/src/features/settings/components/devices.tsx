import { useState } from 'react';
import { errorWords } from '#site/strings/error-words.ts';
import { settingsStrings } from '#site/strings/settings-strings.ts';
import { Button } from '#site/ui/button.tsx';
import { ConfirmLater } from '#site/ui/confirm-later.tsx';
import { Section } from '#site/ui/section.tsx';
import { useSignOutEverywhere } from '../api/use-account.ts';
import { EventList } from './event-list.tsx';
import { SessionList } from './session-list.tsx';

const words = settingsStrings.security;

export const Devices = () => {
  const [isAsking, setAsking] = useState(false);
  const signOut = useSignOutEverywhere();
  return (
    <>
      <Section title={words.devicesTitle} lead={words.devicesLead}>
        <SessionList />
        <Button look="outline" className="self-start" onClick={() => setAsking(true)}>
          {words.everywhere}
        </Button>
        <ConfirmLater
          isOpen={isAsking}
          onOpenChange={setAsking}
          title={words.everywhereQuestion}
          lead={<p>{words.everywhereAnswer}</p>}
          action={words.everywhere}
          isBusy={signOut.isPending}
          error={signOut.isError ? errorWords(signOut.error) : null}
          onConfirm={() => signOut.mutate()}
        />
      </Section>
      <EventList />
    </>
  );
};
