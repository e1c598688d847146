import { Section } from '#site/ui/section.tsx';
import { words } from '../model/words.ts';

/** How to put Parley on the home screen of an iPhone. */
export const HomeScreenSteps = () => (
  <Section title={words.homeTitle} lead={words.homeLead}>
    <ol className="flex list-decimal flex-col gap-2 pl-5 marker:font-semibold marker:text-ink-soft">
      {words.homeSteps.map((step) => (
        <li key={step} className="pl-1">
          {step}
        </li>
      ))}
    </ol>
  </Section>
);
