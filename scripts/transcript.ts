import { readFileSync, writeFileSync } from 'node:fs';
import { newDataFolder, startParley } from '../test/support/parley-process.ts';
import { recordTranscript } from '../test/support/transcript.ts';
import { withTranscript } from '../test/support/transcript-page.ts';

const help = `Writes the transcript in docs/realtime.md: what travels between two people and a Parley that it starts.
A test says when the page is out of date.

Usage: npm run transcript
`;
const file = 'docs/realtime.md';

if (process.argv.includes('--help')) {
  console.log(help);
} else {
  const data = newDataFolder();
  const parley = await startParley(['--data', data.path, '--api-only']);
  const { text } = await recordTranscript(parley.url);
  await parley.stop();
  data.remove();
  writeFileSync(file, withTranscript(readFileSync(file, 'utf8'), text));
  console.log(`${file}: ${text.split('\n').length} lines of transcript`);
}
