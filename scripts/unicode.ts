import { execFileSync } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { confusablesOfCrate, sourceFile } from './unicode/confusables.ts';
import { generatedFiles } from './unicode/generated.ts';

const help = `Writes the Unicode tables of functions/contracts/names: case folding and scripts from the package
@unicode/unicode-18.0.0, confusables from ${sourceFile}.

Usage: npm run unicode
       npm run unicode -- --crate DIR   first take the confusables of a copy of the crate unicode-security
`;
const { values } = parseArgs({
  options: { crate: { type: 'string' }, help: { type: 'boolean', default: false } },
});
if (values.help) {
  console.log(help);
} else {
  if (values.crate) {
    if (!existsSync(values.crate)) throw new Error(`there is no folder ${values.crate}`);
    writeFileSync(sourceFile, confusablesOfCrate(values.crate));
  }
  const files = await generatedFiles();
  for (const [file, text] of files) {
    writeFileSync(file, text);
    console.log(`${file}: ${text.length} characters`);
  }
  execFileSync('biome', ['format', '--write', ...files.keys()], { stdio: 'inherit' });
}
