import { allChecks } from '#scripts/verify/checks/all.ts';
import { isCapability, needs } from '#scripts/verify/target.ts';
import { capabilities } from '#test/support/endpoint.ts';
import { partCommand } from './part-command.ts';

const areas = [...new Set(allChecks.map(({ id }) => id.split('.')[0] ?? ''))];

const sections = areas.map((area) => {
  const rows = allChecks
    .filter(({ id }) => id.startsWith(`${area}.`))
    .map(({ id, title, assumes, remedy, needs: wanted = [] }) => {
      const where = wanted.length > 0 ? ` Needs: ${wanted.join(', ')}.` : '';
      return `| \`${id}\` | ${title}.${where} | ${assumes} | ${remedy} |`;
    });
  return [
    `### ${area}`,
    '',
    '| check | what | assumed | if it differs |',
    '|---|---|---|---|',
    ...rows,
  ].join('\n');
});

const used = new Set(allChecks.flatMap(({ needs: wanted = [] }) => wanted));
const reasons = [...used].map((need) =>
  isCapability(need)
    ? `| ${need} | the home lacks it (${capabilities[need]}) |`
    : `| ${need} | ${needs[need]} |`,
);

await partCommand({
  name: 'generate -- verify-page',
  summary: 'Writes the checks of npm run verify into docs/verify.md.',
  file: 'docs/verify.md',
  part: 'checks',
  text: [
    `${allChecks.length} checks, in the order in which they run.`,
    '',
    ...sections.flatMap((section) => [section, '']),
    '### Needs',
    '',
    '| a check that needs | is skipped where |',
    '|---|---|',
    ...reasons,
  ].join('\n'),
});
