import { App, HTTPReceiver, LogLevel } from '@slack/bolt';
import { createStore } from './common.ts';

/** The way Bolt shows it: its own receiver, then the same insert before the answer. */
const store = createStore();
const receiver = new HTTPReceiver({
  signingSecret: process.env.SECRET ?? '',
  processBeforeResponse: true,
  port: 0,
  logLevel: LogLevel.ERROR,
});
const app = new App({
  receiver,
  processBeforeResponse: true,
  logLevel: LogLevel.ERROR,
  authorize: async () => ({ botToken: 'xoxb-bench', botId: 'B1', botUserId: 'UBOT' }),
});
app.event('message', async ({ body }) => {
  await store(JSON.stringify(body));
});
const server = await app.start(0);
const address = 'address' in server ? server.address() : null;
console.log(JSON.stringify({ port: typeof address === 'object' ? address?.port : null }));
