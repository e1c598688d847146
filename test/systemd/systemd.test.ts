import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bootMachine, type Machine } from './machine.ts';

const minutes = 60_000;
const api = 'http://127.0.0.1:3000/api';
const account = JSON.stringify({ username: 'ada.l', password: 'Engine-1843' });

let machine: Machine;
beforeAll(async () => {
  machine = await bootMachine();
}, 15 * minutes);
afterAll(() => machine?.stop(), minutes);

/** The status of a call, or the error's code. */
const statusOf = (path: string, body?: string): Promise<string> => {
  const init = body
    ? `{ method: 'POST', headers: { 'content-type': 'application/json' }, body: '${body}' }`
    : '{}';
  return machine.onItsNetwork(
    `console.log(await fetch('${api}${path}', ${init}).then((answer) => answer.status, (error) => error.cause?.code))`,
  );
};
const systemctl = (...args: string[]) => machine.inside('systemctl', ...args);
const propertyOf = (key: string) => systemctl('show', '--value', `--property=${key}`, 'parley');
const untilHealthy = () =>
  expect.poll(() => statusOf('/health').catch(String), { timeout: 2 * minutes }).toBe('200');

describe('the unit under systemd', () => {
  it('starts as a user without rights, and people can use it', {
    timeout: 5 * minutes,
  }, async () => {
    await untilHealthy();

    const pid = await propertyOf('MainPID');
    const status = await machine.inside('cat', `/proc/${pid}/status`);
    const uid = await machine.inside('id', '-u', 'parley');
    expect(await propertyOf('ActiveState')).toBe('active');
    expect(/^Uid:\t(\d+)/m.exec(status)?.[1]).toBe(uid);
    expect(/^CapEff:\t(\S+)/m.exec(status)?.[1]).toBe('0000000000000000');
    expect(/^NoNewPrivs:\t(\d)/m.exec(status)?.[1]).toBe('1');
    expect(/^Seccomp:\t(\d)/m.exec(status)?.[1]).toBe('2');
    expect(await statusOf('/auth/register', account)).toBe('201');
    expect(machine.filesOf('var/lib/parley')).toContain('parley.db');
  });

  it('is started again after it was killed, with its data', { timeout: 5 * minutes }, async () => {
    const pid = await propertyOf('MainPID');
    await systemctl('kill', '--kill-whom=main', '--signal=SIGKILL', 'parley');

    await expect.poll(() => propertyOf('NRestarts'), { timeout: minutes }).toBe('1');
    await untilHealthy();
    expect(await propertyOf('MainPID')).not.toBe(pid);
    expect(await statusOf('/auth/token', account)).toBe('200');
  });

  it('stops cleanly: the data file is closed', { timeout: 5 * minutes }, async () => {
    await systemctl('stop', 'parley');

    expect([await propertyOf('ActiveState'), await propertyOf('Result')]).toEqual([
      'inactive',
      'success',
    ]);
    expect(await statusOf('/health')).toBe('ECONNREFUSED');
    expect(machine.filesOf('var/lib/parley').filter((name) => name.endsWith('-wal'))).toEqual([]);
  });
});
