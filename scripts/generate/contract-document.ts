import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { commandLine } from '#scripts/command.ts';

/** The command that writes a document generated from the contracts, or checks that it is current. */
export const documentCommand = (options: {
  /** Name of the npm script. */
  readonly name: string;
  readonly file: string;
  readonly document: object;
  /** Its size in words, for the message. */
  readonly size: string;
}): void => {
  const { name, file, size } = options;
  const { check } = commandLine({
    name,
    summary: `Writes ${file} from the contracts.`,
    options: { check: { type: 'boolean', default: false } },
    help: { check: 'Writes nothing; fails if the file does not match the contracts' },
  });
  const text = `${JSON.stringify(options.document, null, 2)}\n`;
  const isCurrent = existsSync(file) && readFileSync(file, 'utf8') === text;

  if (check) {
    console.log(isCurrent ? `${file} is current: ${size}` : `${file} is out of date`);
    if (!isCurrent)
      console.error(`The contracts have changed: run npm run ${name} and commit the file.`);
    process.exitCode = isCurrent ? 0 : 1;
  } else {
    writeFileSync(file, text);
    console.log(`${file}: ${size}, ${isCurrent ? 'unchanged' : 'written'}`);
  }
};
