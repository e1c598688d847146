/** A value for each setting that adds something to the templates. */
export const everySetting: Record<string, unknown> = {
  corsOrigins: ['https://chat.example'],
  socketAccessLogs: true,
  alarmEmail: 'ops@example.com',
};
