/** Strings of blocking people, which load later. */
export const blocking = {
  nobody: 'You have blocked nobody.',
  isBlocked: (name: string) => `You have blocked ${name}.`,
  unblock: 'Unblock',
  unblockName: (name: string) => `Unblock ${name}`,
  block: 'Block',
  blockName: (name: string) => `Block ${name}`,
  question: (name: string) => `Block ${name}?`,
  lead: 'You can no longer write to each other or see when the other is online. They are not notified. You can unblock them at any time.',
};

export type BlockingWords = typeof blocking;
