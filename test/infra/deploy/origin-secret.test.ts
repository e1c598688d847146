import { describe, expect, it } from 'vitest';
import {
  ensureOriginSecrets,
  type OriginSecrets,
  rotateOriginSecret,
  type SecretStore,
} from '#scripts/deploy/secrets/origin-secret.ts';

/**
 * A stage with its stored secrets, those that its functions accept, and the one that CloudFront sends.
 * Everything that happens counts as a step; the process is killed before step `killedAt`.
 */
const stageOf = (stored: { sent: string | null; accepted: string | null }) => {
  const stage = { stored: { ...stored }, functions: [] as string[], edge: '', steps: 0 };
  const live = { isServing: true, killedAt: Number.POSITIVE_INFINITY };
  const step = (change: () => void): void => {
    if (stage.steps === live.killedAt) throw new Error('killed');
    stage.steps += 1;
    change();
    if (!stage.functions.includes(stage.edge)) live.isServing = false;
  };
  const store: SecretStore = {
    read: async () => ({ ...stage.stored }),
    write: async (which, value) => step(() => Object.assign(stage.stored, { [which]: value })),
  };
  const deploys = {
    deployFunctions: async () =>
      step(() => {
        stage.functions = Object.values(stage.stored).filter((value) => value !== null);
      }),
    deployEdge: async () =>
      step(() => {
        stage.edge = stage.stored.sent ?? '';
      }),
  };
  return { stage, live, store, deploys };
};

const deployed = (secrets: OriginSecrets) => {
  const home = stageOf(secrets);
  home.stage.functions = Object.values(secrets);
  home.stage.edge = secrets.sent;
  return home;
};

describe('the origin secrets of a stage', () => {
  it.each([
    ['none', { sent: null, accepted: null }],
    ['the one of an earlier version', { sent: 'old', accepted: null }],
    ['an unfinished first deploy', { sent: null, accepted: 'old' }],
    ['a rotation on its way', { sent: 'new', accepted: 'old' }],
  ])(
    'exist after a deploy that starts with %s, and existing ones are not replaced',
    async (_what, stored) => {
      const { stage, store } = stageOf(stored);

      await ensureOriginSecrets(store);

      expect(stage.stored.sent).toBe(stored.sent ?? stored.accepted ?? stage.stored.accepted);
      expect(stage.stored.accepted).toBe(stored.accepted ?? stage.stored.sent);
      expect(stage.stored.sent?.length).toBeGreaterThan(2);
    },
  );
});

describe('a rotation of the origin secret', () => {
  it('ends with the new secret alone, without an outage', async () => {
    const { stage, live, store, deploys } = deployed({ sent: 'old', accepted: 'old' });

    await rotateOriginSecret(store, deploys, () => 'new');

    expect(live.isServing).toBe(true);
    expect(stage.edge).toBe('new');
    expect(new Set(stage.functions)).toEqual(new Set(['new']));
    expect(stage.stored).toEqual({ sent: 'new', accepted: 'new' });
  });

  it('causes no outage when it is killed before any of its steps, and completes when it runs again', async () => {
    const whole = deployed({ sent: 'old', accepted: 'old' });
    await rotateOriginSecret(whole.store, whole.deploys, () => 'new');
    expect(whole.stage.steps).toBe(7);

    for (let killedAt = 0; killedAt < whole.stage.steps; killedAt += 1) {
      const { stage, live, store, deploys } = deployed({ sent: 'old', accepted: 'old' });
      live.killedAt = killedAt;
      await expect(rotateOriginSecret(store, deploys, () => 'new')).rejects.toThrow('killed');
      expect(live.isServing, `killed before step ${killedAt}`).toBe(true);

      live.killedAt = Number.POSITIVE_INFINITY;
      await rotateOriginSecret(store, deploys, () => 'newest');
      expect(live.isServing, `again after step ${killedAt}`).toBe(true);
      expect(stage.edge).toBe('newest');
      expect(new Set(stage.functions)).toEqual(new Set(['newest']));
    }
  });

  it('is refused before a deploy', async () => {
    const { store, deploys } = stageOf({ sent: null, accepted: null });

    await expect(rotateOriginSecret(store, deploys)).rejects.toThrow('deploy it first');
  });
});
