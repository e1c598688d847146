declare module 'virtual:emoji-data/*' {
  export const emojiPack: import('./emoji-pack.ts').EmojiPack;
}
