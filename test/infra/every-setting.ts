/** A value for each setting that adds something to the templates. */
export const everySetting: Record<string, unknown> = {
  corsOrigins: ['https://chat.example'],
  socketAccessLogs: true,
  alarmEmail: 'ops@example.com',
  tracing: true,
  domainName: 'chat.example.org',
  hostedZone: { id: 'Z0123456789ABCDEFGHIJ', name: 'example.org' },
  waf: true,
  canaryMinutes: 15,
  pushContact: 'mailto:ops@example.com',
  pushServices: ['https://push.example.com'],
};
