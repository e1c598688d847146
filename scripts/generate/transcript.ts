import { readFileSync, writeFileSync } from 'node:fs';
import { commandLine } from '#scripts/command.ts';
import { recordTranscript } from '#test/support/documents/transcript.ts';
import { withTranscript } from '#test/support/documents/transcript-page.ts';
import { newDataFolder, startParley } from '#test/support/parley-process.ts';

const file = 'docs/realtime.md';

commandLine({
  name: 'generate -- transcript',
  summary:
    'Writes the transcript in docs/realtime.md: the traffic between two users and a Parley that it starts. A test fails when the page is outdated.',
  options: {},
  help: {},
});
const data = newDataFolder();
const parley = await startParley(['--data', data.path, '--api-only']);
const { text } = await recordTranscript(parley.url);
await parley.stop();
data.remove();
writeFileSync(file, withTranscript(readFileSync(file, 'utf8'), text));
console.log(`${file}: ${text.split('\n').length} lines of transcript`);
