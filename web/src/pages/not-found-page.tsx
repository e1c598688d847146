import { usePageTitle } from '../lib/page-title.ts';
import { strings } from '../strings/strings.ts';
import { Blank } from '../ui/blank.tsx';
import { Button } from '../ui/button.tsx';
import { Link } from '../ui/link.tsx';
import { Logo } from '../ui/logo.tsx';

const words = strings.errors;

export const NotFoundPage = () => {
  usePageTitle(strings.titles.page(words.notFoundTitle));
  return (
    <main className="h-full bg-paper">
      <Blank
        heading="h1"
        art={<Logo className="size-16 [--logo-behind:var(--paper)]" />}
        title={words.notFoundTitle}
        lead={words.notFoundLead}
      >
        <Button asChild>
          <Link to="/">{words.home}</Link>
        </Button>
      </Blank>
    </main>
  );
};
