import { lineOf } from './command.ts';
import { groupHelp, type Members, memberOf, runMember } from './group.ts';

/** The members that `--check` compares with the code. */
const checked: Members = {
  openapi: {
    script: 'scripts/generate/openapi.ts',
    summary: 'docs/openapi.json: the description of the API',
  },
  asyncapi: {
    script: 'scripts/generate/asyncapi.ts',
    summary: 'docs/asyncapi.json: the description of the events',
  },
  'abuse-costs': {
    script: 'scripts/generate/abuse-costs.ts',
    summary: 'The dollars a day in docs/security.md',
  },
  'stage-settings': {
    script: 'scripts/generate/stage-settings.ts',
    summary: 'The table of settings in docs/deploy.md',
  },
  scaling: {
    script: 'scripts/generate/scaling.ts',
    summary: 'The tables in docs/scaling.md',
  },
  'verify-page': {
    script: 'scripts/generate/verify-page.ts',
    summary: 'The checks in docs/verify.md',
  },
};
const others: Members = {
  transcript: {
    script: 'scripts/generate/transcript.ts',
    summary: 'The transcript in docs/realtime.md; a test compares it',
  },
  unicode: {
    script: 'scripts/generate/unicode.ts',
    summary: 'The Unicode tables of names; a test compares them',
  },
  icons: { script: 'scripts/generate/icons.ts', summary: 'The icons of the site' },
  screenshots: {
    script: 'scripts/generate/screenshots.ts',
    summary: 'Pictures of the site, into docs/screenshots',
    isLocal: true,
  },
};
const members: Members = { ...checked, ...others };

/** Resolves to 1 if one of the generated files is outdated. */
const checkAll = async (): Promise<number> => {
  let worst = 0;
  for (const member of Object.values(checked)) {
    worst = Math.max(worst, await runMember(member, ['--check']));
  }
  return worst;
};

const [name = '--help', ...args] = process.argv.slice(2);
if (name === '--help') {
  console.log(groupHelp('generate', members));
  console.log(`npm run generate -- --check checks ${Object.keys(checked).join(', ')}.\n`);
} else {
  try {
    process.exitCode =
      name === '--check'
        ? await checkAll()
        : await runMember(memberOf('generate', members, name), args);
  } catch (error) {
    console.error(lineOf(error) ?? error);
    process.exitCode = 1;
  }
}
