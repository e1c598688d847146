export const people = {
  nobody: 'You have blocked nobody.',
  unblock: 'Unblock',
  unblockName: (name: string) => `Unblock ${name}`,
  block: 'Block',
  blockName: (name: string) => `Block ${name}`,
  blockQuestion: (name: string) => `Block ${name}?`,
  blockAnswer:
    'You can no longer write to each other or see when the other is online. They are not notified. You can unblock them at any time.',
  isBlocked: (name: string) => `You have blocked ${name}.`,
  more: 'More',
};
