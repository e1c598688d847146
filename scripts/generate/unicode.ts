import { execFileSync } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { commandLine } from '#scripts/command.ts';
import { confusablesOfCrate, sourceFile } from './unicode/confusables.ts';
import { generatedFiles } from './unicode/generated.ts';

const { crate } = commandLine({
  name: 'generate -- unicode',
  summary: `Writes the Unicode tables of functions/contracts/names: case folding and scripts from the package @unicode/unicode-18.0.0, confusables from ${sourceFile}.`,
  options: { crate: { type: 'string' } },
  help: {
    crate: 'First takes the confusables of a copy of the crate unicode-security in this folder',
  },
});
if (crate) {
  if (!existsSync(crate)) throw new Error(`there is no folder ${crate}`);
  writeFileSync(sourceFile, confusablesOfCrate(crate));
}
const files = await generatedFiles();
for (const [file, text] of files) {
  writeFileSync(file, text);
  console.log(`${file}: ${text.length} characters`);
}
execFileSync('biome', ['format', '--write', ...files.keys()], { stdio: 'inherit' });
