import { readFileSync, writeFileSync } from 'node:fs';
import { runCommand, UserError } from '#scripts/command.ts';

/** A part of a page that is generated from the code. */
interface Part {
  /** Name of the npm script. */
  readonly name: string;
  readonly summary: string;
  readonly file: string;
  /** The part is between `<!-- part -->` and `<!-- /part -->`. */
  readonly part: string;
  readonly text: string;
}

/** The page with a new text for a part. @throws UserError if the page does not contain the part */
const withPart = (page: string, { file, part, text }: Part): string => {
  const [start, end] = [`<!-- ${part} -->`, `<!-- /${part} -->`];
  if (!page.includes(start) || !page.includes(end)) {
    throw new UserError(`${file} has no place for the part: ${start} … ${end}`);
  }
  return page.replace(new RegExp(`${start}[^]*${end}`), () => `${start}\n${text}\n${end}`);
};

/** The command that writes a part of a page, or checks that it is current. */
export const partCommand = (part: Part): Promise<void> =>
  runCommand({
    name: part.name,
    summary: part.summary,
    options: { check: { type: 'boolean', default: false } },
    help: { check: 'Writes nothing; fails if the page does not match the code' },
    run: async ({ check }) => {
      const { name, file, part: title } = part;
      const page = readFileSync(file, 'utf8');
      const written = withPart(page, part);
      if (check && page !== written)
        throw new UserError(`${file} is out of date: run npm run ${name}`);
      if (!check) writeFileSync(file, written);
      console.log(`${file}: ${title} is ${page === written ? 'current' : 'written'}`);
    },
  });
