import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { StageConfig } from '../../../lib/config.ts';
import { cdk } from '../cdk.ts';
import { ask } from '../confirm.ts';
import { showOutputs } from '../outputs-of.ts';
import type { Target } from '../target/target.ts';
import { type Importable, importsOf } from './importables.ts';
import { type Kept, keptAnswer, keptStore } from './kept.ts';

/** Creates one stack from existing resources. The next deploy adds the rest of the stack. */
const importInto = async (
  target: Target,
  stack: string,
  resources: readonly Importable[],
  assembly: string,
): Promise<void> => {
  const folder = mkdtempSync(join(tmpdir(), 'parley-import-'));
  const mapping = join(folder, 'mapping.json');
  writeFileSync(
    mapping,
    JSON.stringify(
      Object.fromEntries(resources.map(({ logicalId, identifier }) => [logicalId, identifier])),
    ),
  );
  try {
    await cdk(target, ['import', stack, `--app=${assembly}`, `--resource-mapping=${mapping}`]);
  } finally {
    rmSync(folder, { recursive: true });
  }
};

/**
 * Imports table, bucket and users into new stacks of data and identity (CloudFormation's resource import).
 */
export const adoptKept = async (
  target: Target,
  settings: StageConfig,
  kept: Kept,
): Promise<void> => {
  const { assembly, byStack } = importsOf(settings, kept);
  for (const [stack, resources] of Object.entries(byStack)) {
    await importInto(target, stack, resources, assembly);
  }
  rmSync(assembly, { recursive: true });
};

/**
 * The resources of an earlier stage that this first deploy will adopt; null if there are none. Asks the
 * operator, unless `given` has the answer.
 */
export const keptToAdopt = async (
  stage: string,
  given: string | undefined,
): Promise<Kept | null> => {
  const kept = await keptStore(stage).read();
  if (!kept) return null;
  console.log(`An earlier stage ${stage} has left its data:\n${showOutputs(kept)}`);
  const answer =
    given ??
    (await ask(
      'Use this data again (adopt), or start empty and keep the old data where it is (leave)? ',
      'pass --kept adopt or --kept leave',
    ));
  return keptAnswer(answer) === 'adopt' ? kept : null;
};
