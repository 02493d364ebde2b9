import { type JsonTextMessage, jsonTextDesk } from './json-text-answer.ts';

const take = jsonTextDesk();

self.addEventListener('message', ({ data }: MessageEvent<JsonTextMessage>) => {
  const answer = take(data);
  if (answer) self.postMessage(answer);
});
