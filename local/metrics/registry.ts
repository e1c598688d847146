import { statSync } from 'node:fs';
import { dirname } from 'node:path';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { observeCommits, operatorStatus, socketHub } from '#backend';
import { measuredRoutes } from '#contracts/metrics.ts';
import { version } from '#contracts/version.ts';
import { lastBackup } from '../backup/last-backup.ts';
import type { BackendEnv } from '../config.ts';

const requestBuckets = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5];
const commitBuckets = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.1, 0.5];

const sizeOf = (file: string): number => statSync(file, { throwIfNoEntry: false })?.size ?? 0;

/** One answered request of the API. */
export type ObserveRequest = (routeKey: string, status: number, milliseconds: number) => void;

/** The metrics of this process, in the names that Prometheus recommends: base units, and `_total` for counters. */
export const makeRegistry = (env: BackendEnv, { hasBackups }: { hasBackups: boolean }) => {
  const register = new Registry();
  const registers = [register];
  // Processor time, memory, event loop delay, garbage collection.
  collectDefaultMetrics({ register });
  const gauge = (name: string, help: string, labelNames: string[] = []): Gauge =>
    new Gauge({ name: `parley_${name}`, help, labelNames, registers });

  gauge('info', 'The version of this server', ['version']).set({ version }, 1);
  const requests = new Histogram({
    name: 'parley_request_duration_seconds',
    help: 'Requests of the API, by route and status',
    labelNames: ['route', 'status'],
    buckets: requestBuckets,
    registers,
  });
  const sends = new Counter({
    name: 'parley_sends_total',
    help: 'Messages that were sent; repeated sends are not counted',
    registers,
  });
  const commits = new Histogram({
    name: 'parley_commit_duration_seconds',
    help: 'From a commit of the data file until it is on the disk',
    buckets: commitBuckets,
    registers,
  });
  observeCommits((milliseconds) => commits.observe(milliseconds / 1_000));

  const sockets = gauge('sockets', 'Open WebSockets');
  const backlog = gauge('backlog', 'Work that is done later', ['kind']);
  const bytes = gauge('stored_bytes', 'Bytes on disk', ['kind']);
  const free = gauge('disk_free_bytes', 'Bytes that this process may still write');
  const reserved = gauge('disk_reserved_bytes', 'Uploads are refused below it');
  const damaged = gauge('data_damaged', '1 if the last check found the data file damaged');
  const checked = gauge('data_checked', '1 if the data file was checked since the start');
  const backups = hasBackups && {
    made: gauge(
      'backup_last_success_timestamp_seconds',
      'When the last backup succeeded; 0: never',
    ),
    failed: gauge('backup_failed', '1 if the last backup failed'),
  };

  const refresh = async (): Promise<void> => {
    const status = await operatorStatus(env);
    const { notifications, removals } = status.backlog;
    sockets.set(socketHub.size);
    backlog.set({ kind: 'notifications' }, notifications.count);
    backlog.set({ kind: 'removals' }, removals.count);
    backlog.set({ kind: 'removals_given_up' }, removals.givenUp);
    bytes.set({ kind: 'data_file' }, sizeOf(env.TABLE_NAME));
    bytes.set({ kind: 'write_ahead_log' }, sizeOf(`${env.TABLE_NAME}-wal`));
    bytes.set({ kind: 'attachments' }, status.storedBytes);
    if (status.freeBytes !== null) free.set(status.freeBytes);
    reserved.set(status.reservedBytes);
    damaged.set(Number(status.data === 'damaged'));
    checked.set(Number(status.data !== 'unchecked'));
    if (!backups) return;
    const last = lastBackup.read(dirname(env.TABLE_NAME));
    backups.made.set((last?.madeAt ?? 0) / 1_000);
    backups.failed.set(Number(Boolean(last?.failed)));
  };
  const observeRequest: ObserveRequest = (route, status, milliseconds) => {
    requests.observe({ route, status: String(status) }, milliseconds / 1_000);
    if (measuredRoutes[route] === 'send' && status === 201) sends.inc();
  };
  return {
    observeRequest,
    contentType: register.contentType,
    text: async (): Promise<string> => {
      await refresh();
      return register.metrics();
    },
  };
};
